//! What the attribute and `generate!` expand to: the generator, its body, and what `yield_!` and its siblings are in it.
//!
//! Anyone can call these macros, and pass them anything. So they keep every `unsafe` to themselves, evaluate what they
//! are given outside of it (a name as well: it may be a static of another language), and call fixed functions; and since locals and labels are hygienic, nobody else can name the
//! token and the label of a body. All that a caller can make with them is a generator whose yields stand in its body.

/// A generator.
///
/// `$kind` is the type of the generator, `Gen` or `AsyncGen`; `$d` is a dollar sign, for macros that are defined in here; `$before`, `$first` and `$after` bind the arguments, with
/// `$first` the pattern of the first value sent, if there is one. That is no more than a pattern: tokens could put the
/// await of the value into an async closure, and that into another body. For the same reason what binds the others ends
/// with a semicolon of ours: `async move ||` must not have the body for an operand.
///
/// Locals have names that nobody else takes: a constant or a struct of the same name would make a pattern of them.
///
/// With `move` the body takes what it uses of its surroundings, without it borrows. The token it takes either way: it is
/// packed, and unpacking consumes what cannot be copied.
///
/// An attribute on an expression is stable only where that is an argument, hence `identity`.
#[doc(hidden)]
#[macro_export]
macro_rules! __generator {
    (
        $d:tt $kind:ident $uncaught:ident $protocol:ident { $(#[$inline:meta])? $($move:ident)? } [$yields:ty] [$input:ty] [$error:ty]
        { $($before:tt)* } { $($(#[$attribute:meta])* let $first:pat)? } { $($after:tt)* }
        [$($name:ident)*] $body:tt
    ) => {{
        $crate::__first_value!($protocol $(, $first)?);
        $crate::__captures!($($move)?);
        let __antiphon_types: $crate::__private::Token<$yields, $input, $error> =
            unsafe { $crate::__private::Token::new() };
        let __antiphon_token = $crate::__private::Packed::new(__antiphon_types);
        let __antiphon_body = $crate::__private::identity($(#[$inline])? async $($move)? {
            let __antiphon_token = $crate::__private::Packed::unpack(__antiphon_token);
            $crate::__begin!($protocol __antiphon_token);
            $($before)*;
            $($(#[$attribute])* let $first = {
                let __antiphon_token = __antiphon_token;
                unsafe { $crate::__private::Token::first(__antiphon_token) }.await
            };)?
            $($after)*;
            $crate::__body! { $d $kind $uncaught __antiphon_token [$($name)*] $body }
        });
        unsafe { $crate::$kind::<_, _, _, $crate::$protocol, _>::new(__antiphon_types, __antiphon_body) }
    }};
}

/// Compiles only if there is a first value where the protocol wants one.
#[doc(hidden)]
#[macro_export]
macro_rules! __first_value {
    (Plain) => {};
    (YieldFirst) => {};
    (SendFirst, $first:pat) => {};
}

/// Compiles only for `move`, or for nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __captures {
    () => {};
    (move) => {};
}

/// What a body begins with, before the arguments are bound: a plain one is begun by a `send`, too.
#[doc(hidden)]
#[macro_export]
macro_rules! __begin {
    (Plain $token:ident) => {{
        let __antiphon_token = $token;
        unsafe { $crate::__private::Token::enter(__antiphon_token) }.await
    }};
    (YieldFirst $token:ident) => {};
    (SendFirst $token:ident) => {};
}

/// The body of a generator: the user's block, with the body macros defined before it.
///
/// They are `macro_rules` of the body, so that another macro in whose arguments a yield stands sees only the yield and
/// nothing of its expansion. They are defined here and not by the attribute so that what rustc has to say of one points
/// at its call. `$d` is a dollar sign, `$uncaught` is for `__uncaught`, and the names are passed in, since they are
/// the user's to call.
///
/// Each checks the label of the body, which no closure, async block or inner function can reach. Its name is what
/// rustc shows of a yield that another macro has put into one. The check stands in a loop, or rustc would also complain
/// about a `break` where there is nothing to leave. It is written out each time: names of macros are not hygienic, and a
/// macro for it could be replaced by one of the same name in the body.
#[doc(hidden)]
#[macro_export]
macro_rules! __body {
    ($d:tt $kind:ident $uncaught:ident $token:ident [$yield_:ident $try_yield:ident $yield_from:ident $try_yield_from:ident] $block:tt) => {
        'yield_stands_directly_in_the_body_of_the_generator: {
            let __antiphon_token = $token;
            macro_rules! $yield_ {
                () => {{
                    while false { break 'yield_stands_directly_in_the_body_of_the_generator $crate::__private::never() }
                    $crate::__suspend!($uncaught, __antiphon_token, ())
                }};
                ($d value:expr $d(,)?) => {{
                    while false { break 'yield_stands_directly_in_the_body_of_the_generator $crate::__private::never() }
                    $crate::__suspend!($uncaught, __antiphon_token, $d value)
                }};
                ($d($d other:tt)*) => { ::core::compile_error!("`yield_!` takes one value: `yield_!(value)`") };
            }
            macro_rules! $try_yield {
                () => {{
                    while false { break 'yield_stands_directly_in_the_body_of_the_generator $crate::__private::never() }
                    $crate::__try_suspend!(__antiphon_token, ())
                }};
                ($d value:expr $d(,)?) => {{
                    while false { break 'yield_stands_directly_in_the_body_of_the_generator $crate::__private::never() }
                    $crate::__try_suspend!(__antiphon_token, $d value)
                }};
                ($d($d other:tt)*) => { ::core::compile_error!("`try_yield!` takes one value: `try_yield!(value)`") };
            }
            macro_rules! $yield_from {
                ($d child:expr $d(, $d first:expr)? $d(,)?) => {{
                    while false { break 'yield_stands_directly_in_the_body_of_the_generator $crate::__private::never() }
                    $crate::__delegate!($kind delegate, $uncaught, __antiphon_token, $d child $d(, $d first)?)
                }};
                ($d($d other:tt)*) => {
                    ::core::compile_error!(
                        "`yield_from!` takes a generator, `yield_from!(generator)`, and the first value for one that \
                         is sent to first, `yield_from!(generator, value)`"
                    )
                };
            }
            macro_rules! $try_yield_from {
                ($d child:expr $d(, $d first:expr)? $d(,)?) => {{
                    while false { break 'yield_stands_directly_in_the_body_of_the_generator $crate::__private::never() }
                    $crate::__delegate!($kind try_delegate, $uncaught, __antiphon_token, $d child $d(, $d first)?)
                }};
                ($d($d other:tt)*) => {
                    ::core::compile_error!(
                        "`try_yield_from!` takes a generator, `try_yield_from!(generator)`, and the first value for \
                         one that is sent to first, `try_yield_from!(generator, value)`"
                    )
                };
            }
            $block
        }
    };
}
