//! Who asks, when, in which language, and how far their posts reach.

use gridward_domain::access::{Reach, Role, Verb, reach};
use gridward_domain::areas::OrdRange;
use gridward_domain::{Id, Ids, Language, Refusal, Timestamp, Zone, faults};

use crate::Keys;

/// A post that its holder holds at the time of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPost {
    /// The post.
    pub id: Id,
    /// Its role.
    pub role: Role,
    /// Its area.
    pub area_id: Id,
    /// The order numbers of that area's subtree.
    pub range: OrdRange,
}

/// Where the right to do something comes from.
#[derive(Debug, Clone)]
pub enum Authority {
    /// The operator at the machine's own command line, jobs and the demo: everything.
    Operator,
    /// The posts a person holds right now.
    Posts(Vec<HeldPost>),
}

/// What every use case is handed along with its input.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The person who asks; for the operator the identity of the installation's own entry.
    pub actor: Id,
    /// What the asker may do.
    pub authority: Authority,
    /// The time of the request; it stays the same if the command is run again.
    pub now: Timestamp,
    /// New identities.
    pub ids: Ids,
    /// The asker's language.
    pub language: Language,
    /// The identity of this request, for logs and error messages.
    pub request: Id,
    /// The identity of the command, made by the client; a repeat answers the same and does nothing.
    pub op: Option<Id>,
    /// The jurisdiction's time zone.
    pub zone: Zone,
    /// The jurisdiction's keys.
    pub keys: Keys,
}

impl Ctx {
    /// The areas in which the asker's posts allow `verb` for everything below them.
    pub fn ranges(&self, verb: Verb) -> Vec<OrdRange> {
        match &self.authority {
            Authority::Operator => vec![OrdRange::EVERYTHING],
            Authority::Posts(posts) => {
                let mut ranges: Vec<OrdRange> = Vec::new();
                for post in posts.iter().filter(|post| reach(post.role, verb) == Reach::Subtree) {
                    if !ranges.iter().any(|range| range.covers(post.range)) {
                        ranges.retain(|range| !post.range.covers(*range));
                        ranges.push(post.range);
                    }
                }
                ranges
            }
        }
    }

    /// The parts of `area` in which the asker's posts allow `verb`, in tree order.
    pub fn ranges_within(&self, verb: Verb, area: OrdRange) -> Vec<OrdRange> {
        let mut ranges: Vec<OrdRange> = self.ranges(verb).into_iter().filter_map(|range| range.shared(area)).collect();
        ranges.sort_by_key(|range| range.from);
        ranges
    }

    /// The posts whose own household set `verb` reaches.
    pub fn household_posts(&self, verb: Verb) -> Vec<Id> {
        match &self.authority {
            Authority::Operator => Vec::new(),
            Authority::Posts(posts) => {
                posts.iter().filter(|post| reach(post.role, verb) == Reach::Households).map(|post| post.id).collect()
            }
        }
    }

    /// Passes when some post allows `verb` somewhere.
    pub fn may_somewhere(&self, verb: Verb) -> Result<(), Refusal> {
        let allowed = match &self.authority {
            Authority::Operator => true,
            Authority::Posts(posts) => posts.iter().any(|post| reach(post.role, verb) != Reach::None),
        };
        if allowed { Ok(()) } else { Err(faults::NOT_ALLOWED.refuse()) }
    }

    /// Passes when a post allows `verb` in the whole of `range`. Declines with *not allowed* when no post allows the
    /// verb anywhere, and with *not found* outside the posts' reach: what one may not know of does not exist.
    pub fn may(&self, verb: Verb, range: OrdRange) -> Result<(), Refusal> {
        self.may_somewhere(verb)?;
        if self.ranges(verb).iter().any(|reach| reach.covers(range)) { Ok(()) } else { Err(faults::NOT_FOUND.refuse()) }
    }

    /// Whether some post reaches any part of `range` with `verb`.
    pub fn touches(&self, verb: Verb, range: OrdRange) -> bool {
        self.ranges(verb).iter().any(|reach| reach.touches(range))
    }
}
