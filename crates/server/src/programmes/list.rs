//! The rule sets that a response can go by.

use gridward_domain::access::Verb;
use gridward_domain::programmes::{Programme, RuleSet};
use gridward_formats::programmes::shipped;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Ctx, Error};

/// A rule set that a response can go by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProgrammeSet {
    /// What a response names it by: `covid19/national-ed9`.
    pub id: String,
    /// The disease or emergency, in the asker's language.
    pub disease: String,
    /// Its title.
    pub title: String,
    /// The realm it was made for.
    pub jurisdiction: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub from_on: Date,
    /// Its last day; absent where it has none.
    #[schema(value_type = Option<String>, format = Date)]
    pub to_on: Option<Date>,
    /// Whether it holds today.
    pub holds: bool,
    /// The title of the set that it adds to.
    pub extends: Option<String>,
}

/// The rule sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Programmes {
    /// Disease by disease, in the order of their files.
    pub items: Vec<ProgrammeSet>,
}

/// The rule sets that come with the binary.
pub fn list(ctx: &Ctx) -> Result<Programmes, Error> {
    ctx.may_somewhere(Verb::ResponsesRead)?;
    let today = ctx.zone.date(ctx.now);
    let sets = shipped().iter().flat_map(|programme| programme.sets.iter().map(move |set| (programme, set)));
    Ok(Programmes { items: sets.map(|(programme, set)| shown(ctx, programme, set, today)).collect() })
}

fn shown(ctx: &Ctx, programme: &Programme, set: &RuleSet, today: Date) -> ProgrammeSet {
    let base = set.extends.as_deref().and_then(|base| programme.set(base));
    ProgrammeSet {
        id: format!("{}/{}", programme.id, set.id),
        disease: programme.disease.get(ctx.language).to_owned(),
        title: set.title.get(ctx.language).to_owned(),
        jurisdiction: set.jurisdiction.name.get(ctx.language).to_owned(),
        from_on: set.validity.from,
        to_on: set.validity.to,
        holds: set.validity.holds(today),
        extends: base.map(|base| base.title.get(ctx.language).to_owned()),
    }
}
