//! A body and its status in one: the status is the tag of an enum, and takes no room of its own.

use crate::Status;

/// The body of a generator, pinned with it once it has begun.
///
/// With a primitive representation the layout is defined: the tag is a byte at the beginning, and both bodies lie at the
/// same place.
#[repr(u8)]
pub(super) enum Body<F> {
    Created(F) = 0,
    #[allow(dead_code, reason = "`suspend` makes one in place")]
    Suspended(F) = SUSPENDED,
    Finished = 2,
}

const SUSPENDED: u8 = 1;

impl<F> Body<F> {
    #[inline(always)]
    pub(super) fn status(&self) -> Status {
        match self {
            Self::Created(_) => Status::Created,
            Self::Suspended(_) => Status::Suspended,
            Self::Finished => Status::Finished,
        }
    }

    /// The body of a generator that is not finished.
    #[inline(always)]
    pub(super) fn get(&mut self) -> Option<&mut F> {
        match self {
            Self::Created(body) | Self::Suspended(body) => Some(body),
            Self::Finished => None,
        }
    }

    #[inline(always)]
    pub(super) fn into_inner(self) -> Option<F> {
        match self {
            Self::Created(body) | Self::Suspended(body) => Some(body),
            Self::Finished => None,
        }
    }

    /// Makes of a body that is created one that is suspended, where it is.
    ///
    /// # Safety
    ///
    /// It must not be finished.
    #[inline(always)]
    pub(super) unsafe fn suspend(&mut self) {
        // SAFETY: by its representation, the enum begins with its tag, and what follows is a body before and after.
        unsafe { (&raw mut *self).cast::<u8>().write(SUSPENDED) };
    }
}
