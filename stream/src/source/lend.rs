//! Records that are lent, and parsed where they lie.

use super::Source;
use crate::{BadRecord, Cause, Error};

/// A source that lends its records from a buffer, so that nothing is allocated for one that is only looked at.
pub trait Lend: Source {
    /// What is lent.
    type Lent: ?Sized + AsRef<[u8]>;

    /// The next record, until the one after it is asked for.
    fn lend(&mut self) -> Option<Result<&Self::Lent, Error>>;

    /// A source of what `parse` makes of each record. What it refuses is a bad record with its place and text.
    ///
    /// # Examples
    ///
    /// ```
    /// use antiphon_stream::{Input, Lend, Lines};
    ///
    /// let input = Input::reader("numbers", "1\ntwo\n3".as_bytes());
    /// let mut numbers = Lines::new(input).text().parse(|line| line.parse::<u32>());
    /// assert_eq!(numbers.next().transpose()?, Some(1));
    ///
    /// let error = numbers.next().unwrap().unwrap_err();
    /// assert_eq!(error.to_string(), "numbers:2 (byte 2): parse: invalid digit found in string");
    /// assert_eq!(error.bad_record().unwrap().raw, "two");
    ///
    /// assert_eq!(numbers.next().transpose()?, Some(3));
    /// # Ok::<(), antiphon_stream::Error>(())
    /// ```
    fn parse<T, E, F>(self, parse: F) -> Parse<Self, F>
    where
        Self: Sized,
        E: Into<Cause>,
        F: FnMut(&Self::Lent) -> Result<T, E>,
    {
        Parse { records: self, parse }
    }
}

/// See [`Lend::parse`].
#[derive(Debug)]
pub struct Parse<L, F> {
    records: L,
    parse: F,
}

impl<L: Lend, F> Parse<L, F> {
    #[cold]
    fn refuse(&self, cause: Cause, raw: &[u8]) -> Error {
        BadRecord::new(self.records.place(), "parse", cause, raw).into()
    }
}

impl<L, F, T, E> Iterator for Parse<L, F>
where
    L: Lend,
    E: Into<Cause>,
    F: FnMut(&L::Lent) -> Result<T, E>,
{
    type Item = Result<T, Error>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.records.lend()? {
            Ok(record) => record,
            Err(error) => return Some(Err(error)),
        };
        match (self.parse)(record) {
            Ok(value) => Some(Ok(value)),
            Err(cause) => {
                let raw = record.as_ref().to_vec();
                Some(Err(self.refuse(cause.into(), &raw)))
            }
        }
    }
}

impl<L, F, T, E> Source for Parse<L, F>
where
    L: Lend,
    E: Into<Cause>,
    F: FnMut(&L::Lent) -> Result<T, E>,
{
    type Record = T;
    type Position = L::Position;

    stands_where!(records stands and waits);
}
