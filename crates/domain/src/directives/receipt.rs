//! A receipt: what is known of one door, how it is known, and by which channel.

use super::faults::BAD_RECEIPT;
use crate::named::named;
use crate::{Refusal, Timestamp};

named! {
    /// What a receipt says of a door.
    ReceiptState {
        /// 没见到人: somebody tried.
        NotReached = "not_reached",
        /// 已告知
        Told = "told",
        /// 拒绝: they heard it and refuse; opens a problem.
        Refused = "refused",
        /// 已确认
        Confirmed = "confirmed",
        /// Takes an earlier entry back and says nothing in its place.
        Void = "void",
    }
}

named! {
    /// Why nobody was reached.
    NotReached {
        /// 家中无人
        NobodyHome = "nobody_home",
        /// 电话打不通
        NoPhone = "no_phone",
        /// 不开门
        RefusedToOpen = "refused_to_open",
    }
}

named! {
    /// The way it reached the door.
    Channel {
        /// 上门
        Visit = "visit",
        /// 电话
        Phone = "phone",
        /// 大喇叭
        Loudspeaker = "loudspeaker",
        /// 明白纸
        Leaflet = "leaflet",
        /// 微信群
        Chat = "chat",
        /// 自行上报
        Itself = "self",
    }
}

named! {
    /// How it is known: never a bare "normal".
    HowKnown {
        /// 当面见到
        Seen = "seen",
        /// 电话核实
        Called = "called",
        /// 本人上报
        SelfReported = "self_reported",
        /// 他人转告
        ToldBySomeone = "told_by_someone",
        /// 没联系上
        NotReached = "not_reached",
    }
}

impl ReceiptState {
    /// The strongest counts: not reached < told < refused < confirmed. One who refused may be won over, so confirmed is
    /// above refused. A void has no rank of its own.
    pub const fn rank(self) -> i64 {
        match self {
            Self::Void => 0,
            Self::NotReached => 1,
            Self::Told => 2,
            Self::Refused => 3,
            Self::Confirmed => 4,
        }
    }

    /// The state of a rank; nothing for 0.
    pub fn of_rank(rank: i64) -> Option<Self> {
        [Self::NotReached, Self::Told, Self::Refused, Self::Confirmed].into_iter().find(|state| state.rank() == rank)
    }

    /// Whether the household has heard it.
    pub const fn reaches(self) -> bool {
        matches!(self, Self::Told | Self::Refused | Self::Confirmed)
    }
}

/// What a receipt says, without who and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptFacts<'a> {
    /// What is known.
    pub state: ReceiptState,
    /// Why nobody was reached.
    pub reason: Option<NotReached>,
    /// How it is known.
    pub how_known: HowKnown,
    /// Whether it corrects an earlier entry.
    pub corrects: bool,
    /// A remark; the reason, for a correction.
    pub note: &'a str,
    /// When the device wrote it.
    pub device_at: Timestamp,
}

/// How far the clock of a device may run ahead before a receipt is declined, in milliseconds.
pub(super) const CLOCK_AHEAD: i64 = 5 * 60_000;

/// Passes when a receipt agrees with itself.
pub fn check_receipt(facts: &ReceiptFacts<'_>, now: Timestamp) -> Result<(), Refusal> {
    let declined = |at: &str, why: &str, why_en: &str| Err(BAD_RECEIPT.at(at).with("why_en", why_en).with("why", why));
    let missed = facts.state == ReceiptState::NotReached;
    if missed != facts.reason.is_some() {
        return declined(
            "reason",
            "只有“没见到人”要写原因，而且必须写。",
            "a reason goes with not_reached, and only with it",
        );
    }
    if facts.state != ReceiptState::Void && missed != (facts.how_known == HowKnown::NotReached) {
        return declined("how_known", "怎么知道的与结果不符。", "how it is known does not fit the state");
    }
    if facts.state == ReceiptState::Void && !facts.corrects {
        return declined("corrects", "撤销时要指明撤销哪一条。", "a void names the entry it takes back");
    }
    if facts.corrects && facts.note.trim().is_empty() {
        return declined("note", "更正要写明原因。", "a correction gives its reason");
    }
    if facts.note.chars().count() > 500 {
        return declined("note", "备注最多 500 个字。", "a note has at most 500 characters");
    }
    if facts.device_at.since(now) > CLOCK_AHEAD {
        return declined(
            "device_at",
            "手机时间快了 5 分钟以上，请先校准时间。",
            "the device's clock is over 5 minutes ahead",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{HowKnown, NotReached, ReceiptFacts, ReceiptState, check_receipt};
    use crate::Timestamp;

    const TOLD: ReceiptFacts<'_> = ReceiptFacts {
        state: ReceiptState::Told,
        reason: None,
        how_known: HowKnown::Seen,
        corrects: false,
        note: "",
        device_at: Timestamp(0),
    };

    fn declined_at(facts: &ReceiptFacts<'_>) -> Option<String> {
        check_receipt(facts, Timestamp(0)).err().and_then(|refusal| refusal.at)
    }

    #[test]
    fn a_door_where_nobody_was_reached_needs_a_reason_and_no_other_state_has_one() {
        let missed = ReceiptFacts { state: ReceiptState::NotReached, how_known: HowKnown::NotReached, ..TOLD };
        assert_eq!(declined_at(&missed).as_deref(), Some("reason"));
        assert_eq!(declined_at(&ReceiptFacts { reason: Some(NotReached::NobodyHome), ..missed }), None);
        assert_eq!(
            declined_at(&ReceiptFacts { reason: Some(NotReached::NobodyHome), ..TOLD }).as_deref(),
            Some("reason")
        );
    }

    #[test]
    fn nobody_is_told_without_it_being_known_how() {
        assert_eq!(declined_at(&TOLD), None);
        assert_eq!(
            declined_at(&ReceiptFacts { how_known: HowKnown::NotReached, ..TOLD }).as_deref(),
            Some("how_known")
        );
    }

    #[test]
    fn a_correction_gives_its_reason_and_a_void_names_what_it_takes_back() {
        assert_eq!(declined_at(&ReceiptFacts { corrects: true, ..TOLD }).as_deref(), Some("note"));
        assert_eq!(declined_at(&ReceiptFacts { corrects: true, note: "点错了门", ..TOLD }), None);
        let void = ReceiptFacts { state: ReceiptState::Void, note: "点错了门", ..TOLD };
        assert_eq!(declined_at(&void).as_deref(), Some("corrects"));
    }

    #[test]
    fn a_device_from_the_future_is_told_to_set_its_clock() {
        assert_eq!(declined_at(&ReceiptFacts { device_at: Timestamp(301_000), ..TOLD }).as_deref(), Some("device_at"));
    }
}
