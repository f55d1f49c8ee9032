use crate::{CloseIgnored, Generator, Protocol, Stopped};

/// Why [`send_all`](crate::Generator::send_all) could not deliver everything or end the generator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendAllError<V, I, T, Y> {
    /// The generator ended while there were values left.
    #[error("the generator ended before it had taken every value")]
    EndedEarly {
        /// The value that it did not take.
        undelivered: V,
        /// The values after that one.
        rest: I,
        /// What it returned, unless it was over before.
        returned: Option<T>,
    },
    /// Everything was delivered, and then the generator answered the close with a yield. It is still suspended.
    #[error("the generator took every value, and answered the close with a yield")]
    CloseIgnored(Y),
}

/// The outcome of [`Generator::send_all`] over values of the iterator `V`.
type Outcome<G, V> = Result<
    Option<<G as Generator>::Return>,
    SendAllError<<G as Generator>::Input, V, <G as Generator>::Return, <G as Generator>::Yield>,
>;

pub(crate) fn send_all<G, V>(generator: &mut G, mut values: V) -> Outcome<G, V>
where
    G: Generator,
    V: Iterator<Item = G::Input>,
{
    if let Some(Err(stopped)) = G::Protocol::prime(generator) {
        return ended::<G, V>(stopped.returned(), values);
    }
    while let Some(value) = values.next() {
        match generator.send(value) {
            Ok(_) => {}
            Err(Stopped::Returned(returned)) => return ended::<G, V>(Some(returned), values),
            Err(Stopped::Refused(undelivered) | Stopped::Finished(undelivered)) => {
                return Err(SendAllError::EndedEarly { undelivered, rest: values, returned: None });
            }
        }
    }
    generator.close().map_err(|CloseIgnored(value)| SendAllError::CloseIgnored(value))
}

/// A generator that has ended by itself has ended early only if there is a value left.
fn ended<G, V>(returned: Option<G::Return>, mut values: V) -> Outcome<G, V>
where
    G: Generator,
    V: Iterator<Item = G::Input>,
{
    match values.next() {
        None => Ok(returned),
        Some(undelivered) => Err(SendAllError::EndedEarly { undelivered, rest: values, returned }),
    }
}
