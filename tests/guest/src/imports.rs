//! Ways to get at the attribute and the body macros.

/// The attribute is imported, and the macros come with it.
pub mod only_the_attribute {
    use antiphon::generator;

    /// Yields what it is given.
    #[generator(yield = u32)]
    pub fn once(value: u32) {
        yield_!(value);
    }
}

/// The attribute is imported together with other things.
pub mod by_name {
    use antiphon::{IntoGenerator as _, generator};

    /// Yields its argument, and what the other yields.
    #[generator(yield = u32)]
    pub fn twice(value: u32) -> bool {
        yield_!(value);
        yield_from!(super::only_the_attribute::once(value));
        yield_from!([value].into_generator());
        try_yield!(value).is_ok()
    }
}

/// Everything is imported.
pub mod by_prelude {
    use antiphon::prelude::*;

    /// Yields its argument.
    #[generator(yield = u32)]
    pub fn once(value: u32) {
        yield_!(value);
    }
}

/// Nothing is imported at all.
pub mod by_path {
    /// Yields its argument.
    #[antiphon::generator(yield = u32)]
    pub fn once(value: u32) {
        yield_!(value);
    }
}

/// The library under another name.
pub mod renamed {
    /// What a crate that builds on antiphon would do.
    pub mod reexport {
        pub use ::antiphon as generators;
    }

    /// A module of that name, which the attribute must not take for the library.
    pub mod antiphon {
        /// Not the library.
        #[derive(Debug, Clone, Copy)]
        pub struct Gen;
    }

    /// Yields its argument.
    #[reexport::generators::generator(yield = u32, crate = crate::imports::renamed::reexport::generators)]
    pub fn once(value: u32) {
        yield_!(value);
    }

    /// Yields its argument.
    #[reexport::generators::generator(yield = u32)]
    pub fn beside_a_namesake(value: u32) {
        yield_!(value);
    }
}
