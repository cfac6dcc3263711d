//! What a phone holds of responses: which are open, and the words of their programme that are asked at the door.

use gridward_database::Tx;
use gridward_domain::{Id, Language};
use gridward_formats::programmes::shipped_set;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::{ResponseQuery, Show, list};
use crate::{Ctx, Error};

/// Open responses a phone holds at most.
const MOST: i64 = 20;

/// An open response, as somebody at a door has to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldResponse {
    /// The response.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// The signs of illness that its programme asks for; none where it goes by no programme.
    pub symptoms: Vec<HeldSymptom>,
    /// What people call the slots of a care team.
    pub slots: Vec<HeldSlot>,
}

/// A sign of illness that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldSymptom {
    /// Its name within the programme: a report says this one.
    pub id: String,
    /// In plain words, in the asker's language.
    pub words: String,
    /// Whether it calls for a doctor at once.
    pub urgent: bool,
}

/// A slot of a care team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HeldSlot {
    /// Its name within the programme.
    pub id: String,
    /// What people call it, in the asker's language.
    pub words: String,
}

/// The open responses that reach the asker's grids.
pub(crate) fn held(tx: &mut Tx<'_>, ctx: &Ctx) -> Result<Vec<HeldResponse>, Error> {
    let asked = ResponseQuery { state: Show::Open, cursor: None, limit: Some(MOST) };
    let mut held = Vec::new();
    for response in list(tx, ctx, &asked)?.items {
        // Whoever only has to know that it runs registers people for it, and asks for no signs of illness.
        let programme = response.details.map(|details| details.programme).unwrap_or_default();
        let (symptoms, slots) = words(&programme, ctx.language);
        held.push(HeldResponse { id: response.id, name: response.name, symptoms, slots });
    }
    Ok(held)
}

fn words(programme: &str, language: Language) -> (Vec<HeldSymptom>, Vec<HeldSlot>) {
    let Some((programme, _)) = shipped_set(programme) else { return Default::default() };
    let symptoms = programme.symptoms.iter().map(|symptom| HeldSymptom {
        id: symptom.id.clone(),
        words: symptom.words.get(language).to_owned(),
        urgent: symptom.urgent,
    });
    let slots =
        programme.slots.iter().map(|slot| HeldSlot { id: slot.id.clone(), words: slot.words.get(language).to_owned() });
    (symptoms.collect(), slots.collect())
}
