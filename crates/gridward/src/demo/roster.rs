//! Who answers for what in the sample town, with a few gaps planted.

use gridward_database::Tx;
use gridward_domain::access::Role;
use gridward_domain::posts::{Span, propose_sets};
use gridward_domain::{Id, Timestamp};
use gridward_server::areas::Area;
use gridward_server::households::Grid;
use gridward_server::posts::{self, NewPost};
use gridward_server::{Ctx, Error, people};

use super::areas::{Town, Village};
use super::dice::Dice;
use super::ledger::{Doors, any_sex};
use super::names;

/// Grids (by their place in the town) whose head left and was not followed.
const WITHOUT_HEAD: [usize; 2] = [41, 117];
/// The grid that has two heads, because nobody ended the first one's post.
const TWO_HEADS: usize = 73;
/// The grid whose head handed over to another a while ago.
const HANDED_OVER: usize = 20;
/// Grids in which some doors have no liaison.
const WITHOUT_LIAISON: [usize; 4] = [9, 64, 98, 140];
/// The village whose people are shown as log-ins, and the grid there.
const SHOWN: (usize, usize) = (1, 0);

/// The holders that the demo prints a log-in of, one per role.
pub(super) type Shown = Vec<(Role, Id)>;

/// Draws holders and gives posts.
pub(super) struct Roster<'a> {
    ctx: &'a Ctx,
    dice: Dice,
    posts: Vec<NewPost>,
    shown: Shown,
    /// Since when the posts are held.
    since: Timestamp,
}

impl<'a> Roster<'a> {
    pub(super) fn new(ctx: &'a Ctx, seed: u64, since: Timestamp) -> Self {
        Self { ctx, dice: Dice::seeded(seed), posts: Vec::new(), shown: Shown::new(), since }
    }

    /// Fills every post of the town; `bare` doors are left without a liaison. Answers the holders that are shown.
    pub(super) fn fill(mut self, tx: &mut Tx<'_>, town: &Town, doors: &Doors, bare: usize) -> Result<Shown, Error> {
        self.office(tx, town)?;
        let mut place = 0;
        for (number, village) in town.villages.iter().enumerate() {
            self.village(tx, village, number == SHOWN.0)?;
            for (grid_number, grid) in village.grids.iter().enumerate() {
                let shown = (number, grid_number) == SHOWN;
                self.grid(tx, grid, place, shown)?;
                self.liaisons(tx, grid, doors, bare_here(bare, place), shown)?;
                place += 1;
            }
        }
        posts::plant_all(tx, self.ctx, &self.posts)?;
        Ok(self.shown)
    }

    fn office(&mut self, tx: &mut Tx<'_>, town: &Town) -> Result<(), Error> {
        let roles = [(Role::Admin, 1), (Role::Commander, 2), (Role::Clerk, 4), (Role::Auditor, 1)];
        for (role, count) in roles {
            for number in 0..count {
                let person = self.give(tx, role, &town.area, Span::since(self.since))?;
                self.show(number == 0, role, person);
            }
        }
        Ok(())
    }

    fn village(&mut self, tx: &mut Tx<'_>, village: &Village, shown: bool) -> Result<(), Error> {
        for role in [Role::LeadCadre, Role::VillageCadre] {
            let person = self.give(tx, role, &village.area, Span::since(self.since))?;
            self.show(shown, role, person);
        }
        Ok(())
    }

    fn grid(&mut self, tx: &mut Tx<'_>, grid: &Area, place: usize, shown: bool) -> Result<(), Error> {
        let from = self.since;
        let whole = Span::since(from);
        let until = |days: i64| Span { from, to: Some(self.ctx.now.plus(-days * Timestamp::DAY)) };
        let spans = match place {
            _ if WITHOUT_HEAD.contains(&place) => vec![until(3)],
            TWO_HEADS => vec![whole, Span::since(self.ctx.now.plus(-6 * Timestamp::DAY))],
            HANDED_OVER => vec![until(20), Span::since(self.ctx.now.plus(-20 * Timestamp::DAY))],
            _ => vec![whole],
        };
        for span in spans {
            let head = self.give(tx, Role::GridHead, grid, span)?;
            self.show(shown, Role::GridHead, head);
        }
        let worker = self.give(tx, Role::GridWorker, grid, whole)?;
        self.show(shown, Role::GridWorker, worker);
        Ok(())
    }

    /// Sets of about ten neighbouring doors; the first `bare` doors are in none.
    fn liaisons(&mut self, tx: &mut Tx<'_>, grid: &Area, doors: &Doors, bare: usize, shown: bool) -> Result<(), Error> {
        let doors = doors.get(&Grid { id: grid.id, ord: grid.ord }).map_or(&[][..], Vec::as_slice);
        let rest = doors.get(bare.min(doors.len())..).unwrap_or_default();
        for (number, households) in propose_sets(rest).into_iter().enumerate() {
            let person = self.person(tx)?;
            let (role, area, span) = (Role::Liaison, grid.clone(), Span::since(self.since));
            self.posts.push(NewPost { person, role, area, span, households });
            self.show(shown && number == 0, Role::Liaison, person);
        }
        Ok(())
    }

    fn give(&mut self, tx: &mut Tx<'_>, role: Role, area: &Area, span: Span) -> Result<Id, Error> {
        let person = self.person(tx)?;
        self.posts.push(NewPost { person, role, area: area.clone(), span, households: Vec::new() });
        Ok(person)
    }

    fn person(&mut self, tx: &mut Tx<'_>) -> Result<Id, Error> {
        let sex = any_sex(&mut self.dice);
        let surname = names::surname(&mut self.dice);
        let name = names::name(&mut self.dice, surname, sex, 1980);
        people::plant(tx, self.ctx, &name.text)
    }

    fn show(&mut self, shown: bool, role: Role, person: Id) {
        if shown {
            self.shown.push((role, person));
        }
    }
}

/// How many doors of this grid stay without a liaison, so that they are `bare` in all.
fn bare_here(bare: usize, place: usize) -> usize {
    let Some(turn) = WITHOUT_LIAISON.iter().position(|grid| *grid == place) else { return 0 };
    let share = WITHOUT_LIAISON.len();
    bare / share + usize::from(turn < bare % share)
}
