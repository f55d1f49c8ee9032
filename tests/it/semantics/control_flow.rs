use super::case::Case;

pub(super) const CASES: &[Case] = &[];
