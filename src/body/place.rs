//! Where a generator waits: known in builds with debug assertions, and free in others.

use core::{fmt, panic::Location};

/// The file and line of a yield, if debug assertions are on.
#[derive(Clone, Copy)]
pub(super) struct Place {
    #[cfg(debug_assertions)]
    location: Option<&'static Location<'static>>,
}

impl Place {
    pub(super) const UNKNOWN: Self = Self {
        #[cfg(debug_assertions)]
        location: None,
    };

    /// Where the caller was called.
    #[inline(always)]
    #[track_caller]
    pub(super) fn caller() -> Self {
        Self {
            #[cfg(debug_assertions)]
            location: Some(Location::caller()),
        }
    }

    pub(super) fn location(self) -> Option<&'static Location<'static>> {
        #[cfg(debug_assertions)]
        return self.location;
        #[cfg(not(debug_assertions))]
        None
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Place").field(&self.location()).finish()
    }
}
