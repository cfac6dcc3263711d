//! Repeatable chance: the same seed makes the same town.

/// A row of numbers that look random (SplitMix64, Steele, Lea and Flood 2014). Not for secrets.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The row of a seed.
    pub(crate) const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when `end` is.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        // The bias of the remainder is below one in 2^40 for the small ends used here.
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// A number from `first` to `last`, both included.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        let width = u64::try_from(last - first + 1).unwrap_or(1);
        first + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// True `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these; nothing of none.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let place = self.below(u64::try_from(from.len()).unwrap_or(0));
        from.get(usize::try_from(place).unwrap_or(0))
    }

    /// One character of a text.
    pub(crate) fn letter(&mut self, from: &str) -> char {
        let count = u64::try_from(from.chars().count()).unwrap_or(0);
        let place = usize::try_from(self.below(count)).unwrap_or(0);
        from.chars().nth(place).unwrap_or('某')
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_throws_the_same_and_another_does_not() {
        let throws = |seed| {
            let mut dice = Dice::seeded(seed);
            (0..20).map(|_| dice.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
    }

    #[test]
    fn every_face_comes_up_and_none_beyond() {
        let mut dice = Dice::seeded(1);
        let mut seen = [false; 6];
        for _ in 0..200 {
            let face = dice.between(1, 6);
            seen[usize::try_from(face - 1).unwrap()] = true;
        }
        assert_eq!(seen, [true; 6]);
        assert_eq!(dice.below(0), 0);
    }
}
