//! Read an uploaded list, find where its places lie, and show what it would change.

use std::collections::HashMap;

use gridward_database::Tx;
use gridward_domain::access::Verb;
use gridward_domain::risk_areas::{
    AreaIndex, Certainty, Difference, ListedPlace, PlaceMatch, Remembered, RiskLevel, difference, match_place,
};
use gridward_domain::{Id, Language, Timestamp};
use gridward_formats::risk_lists::{self, RiskList, RiskListProblem};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::faults;
use super::list::{LevelCounts, StoredList};
use super::store::{self, Decided};
use super::uploads::UploadedList;
use crate::keys::hex;
use crate::responses::taking_whole;
use crate::{Ctx, Error, areas};

/// Rows of each kind of change that a preview shows.
const SHOWN: usize = 100;

/// Something that is wrong with a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListProblem {
    /// Where in the list.
    pub at: String,
    /// Stable name.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// What happens to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Was not listed.
    Added,
    /// Goes up a level.
    Raised,
    /// Goes down a level.
    Lowered,
    /// Is no longer listed.
    Removed,
}

/// A place that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangedPlace {
    /// How.
    pub change: ChangeKind,
    /// The level it comes to; the one it had, where it is removed.
    pub level: RiskLevel,
    /// The level it had, where it had another one.
    pub before: Option<RiskLevel>,
    /// Its whole name.
    pub name: String,
}

/// How many places change, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListDifference {
    /// Were not listed.
    pub added: usize,
    /// Go up a level.
    pub raised: usize,
    /// Go down a level.
    pub lowered: usize,
    /// Are no longer listed.
    pub removed: usize,
    /// Stay as they are.
    pub unchanged: usize,
    /// The first 100 of each kind.
    pub places: Vec<ChangedPlace>,
}

/// How sure the areas of a list's places are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MatchCounts {
    /// By code or name down to the county, or decided by a person before.
    pub certain: usize,
    /// A township that the text names, for a person to confirm.
    pub possible: usize,
    /// Nothing fits; a person has to say.
    pub none: usize,
}

/// What an uploaded list says, and what it would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListPreview {
    /// The upload, to be put in force.
    pub upload: Option<Id>,
    /// Until when it is kept.
    pub expires_at: Option<Timestamp>,
    /// The moment the list speaks of, in Beijing time; absent where a person has to say.
    pub as_of: Option<String>,
    /// The totals it declares.
    pub declared: LevelCounts,
    /// The places it names.
    pub listed: LevelCounts,
    /// What is wrong with it.
    pub problems: Vec<ListProblem>,
    /// What was read by the list's own numbers and is worth a look.
    pub remarks: Vec<ListProblem>,
    /// The list in force before it.
    pub before: Option<StoredList>,
    /// What it changes.
    pub difference: ListDifference,
    /// How sure the areas of its places are.
    pub matches: MatchCounts,
}

/// Reads a list; what is wrong with the whole of it is a refusal.
pub fn read(name: &str, bytes: &[u8], language: Language) -> Result<(RiskList, String), Error> {
    let list = risk_lists::read(name, bytes)
        .map_err(|error| faults::UNREADABLE.at("file").with("why", error.sentence(language)))?;
    Ok((list, hex(&Sha256::digest(bytes))))
}

/// Finds where a list's places lie and what it would change for a response.
pub fn preview(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    response: Id,
    (list, digest): (RiskList, String),
) -> Result<(ListPreview, UploadedList), Error> {
    taking_whole(tx, ctx, response, Verb::RiskListsEdit)?;
    let index = risk_lists::area_index(areas::divisions(tx, ctx)?);
    let decided = store::remembered(tx, response)?;
    let matches = matches_of(&index, decided, &list.places);
    let before = store::newest_list(tx, response)?;
    let listed: Vec<ListedPlace> = store::listed(tx, response)?.into_iter().map(|(_, place)| place).collect();
    let problems = |problems: &[RiskListProblem]| problems.iter().map(|one| shown(one, ctx.language)).collect();
    let preview = ListPreview {
        upload: None,
        expires_at: None,
        as_of: list.as_of.map(|at| at.to_string()),
        declared: LevelCounts::declared(list.declared),
        listed: LevelCounts::listed(&list),
        problems: problems(&list.problems),
        remarks: problems(&list.remarks),
        difference: ListDifference::of(&difference(&listed, &list.places)),
        matches: MatchCounts::of(&matches),
        before: before.clone(),
    };
    Ok((preview, UploadedList { response, list, matches, digest, seen: before.map(|list| list.id) }))
}

/// Where each place lies. A text of which a person said that no area fits stays without one.
fn matches_of(index: &AreaIndex, decided: Vec<Decided>, places: &[ListedPlace]) -> Vec<PlaceMatch> {
    let remembered: Remembered =
        decided.into_iter().filter_map(|decided| Some((decided.text_key, decided.area_code?))).collect();
    places.iter().map(|place| match_place(index, &remembered, place)).collect()
}

fn shown(problem: &RiskListProblem, language: Language) -> ListProblem {
    ListProblem { at: problem.at.text(language), code: problem.code, message: problem.message(language).to_owned() }
}

impl MatchCounts {
    fn of(matches: &[PlaceMatch]) -> Self {
        let mut counts = Self::default();
        for found in matches {
            match found.certainty {
                Certainty::Certain => counts.certain += 1,
                Certainty::Possible => counts.possible += 1,
                Certainty::None => counts.none += 1,
            }
        }
        counts
    }
}

impl ListDifference {
    fn of(difference: &Difference) -> Self {
        let plain = |change, place: &ListedPlace| ChangedPlace {
            change,
            level: place.level,
            before: None,
            name: place.full_name(),
        };
        let mut places: Vec<ChangedPlace> =
            difference.added.iter().take(SHOWN).map(|place| plain(ChangeKind::Added, place)).collect();
        for (kind, changes) in [(ChangeKind::Raised, &difference.raised), (ChangeKind::Lowered, &difference.lowered)] {
            let moved = changes.iter().take(SHOWN);
            places.extend(moved.map(|one| ChangedPlace { before: Some(one.before), ..plain(kind, &one.place) }));
        }
        places.extend(difference.removed.iter().take(SHOWN).map(|place| plain(ChangeKind::Removed, place)));
        Self {
            added: difference.added.len(),
            raised: difference.raised.len(),
            lowered: difference.lowered.len(),
            removed: difference.removed.len(),
            unchanged: difference.unchanged,
            places,
        }
    }
}

/// The matches of a list by the places' keys; of a place that is named twice the first.
pub(super) fn by_key<'a>(places: &[ListedPlace], matches: &'a [PlaceMatch]) -> HashMap<String, &'a PlaceMatch> {
    let mut found = HashMap::with_capacity(places.len());
    for (place, one) in places.iter().zip(matches) {
        found.entry(place.key()).or_insert(one);
    }
    found
}
