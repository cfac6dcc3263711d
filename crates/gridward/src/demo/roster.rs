//! Who answers for what in the sample town, with a few gaps planted.

use gridward_database::Tx;
use gridward_domain::access::Role;
use gridward_domain::posts::{Span, propose_sets};
use gridward_domain::{Id, Timestamp};
use gridward_server::areas::Area;
use gridward_server::households::Grid;
use gridward_server::people::NewPerson;
use gridward_server::posts::{self, NewPost};
use gridward_server::{Ctx, Error, people};

use super::areas::{Town, Village};
use super::dice::Dice;
use super::ledger::{Doors, any_sex};
use super::names;
use super::numbers::Numbers;

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

/// The people who hold the posts.
#[derive(Debug, Default)]
pub(super) struct Crew {
    /// One holder per role, whose log-in is printed.
    pub(super) shown: Vec<(Role, Id)>,
    /// Who issues directives.
    pub(super) commander: Option<Id>,
    /// Who signs for each village.
    pub(super) villages: Vec<(Id, Id)>,
    /// Who signs for each grid and who brings its receipts.
    pub(super) grids: Vec<GridCrew>,
}

impl Crew {
    /// The shown holder of a role.
    pub(super) fn holder(&self, role: Role) -> Result<Id, Error> {
        let shown = self.shown.iter().find(|(shown, _)| *shown == role);
        shown.map(|(_, person)| *person).ok_or_else(|| Error::broken(format!("nobody holds a post as {role}")))
    }
}

/// The people of a grid.
#[derive(Debug, Clone)]
pub(super) struct GridCrew {
    pub(super) area: Area,
    pub(super) head: Option<Id>,
    pub(super) worker: Id,
}

/// Draws holders and their posts.
pub(super) struct Roster<'a> {
    ctx: &'a Ctx,
    dice: Dice,
    numbers: Numbers,
    people: Vec<NewPerson>,
    posts: Vec<NewPost>,
    crew: Crew,
    /// Since when the posts are held.
    since: Timestamp,
}

impl<'a> Roster<'a> {
    pub(super) fn new(ctx: &'a Ctx, seed: u64, since: Timestamp) -> Self {
        let (dice, numbers, crew) = (Dice::seeded(seed), Numbers::default(), Crew::default());
        Self { ctx, dice, numbers, people: Vec::new(), posts: Vec::new(), crew, since }
    }

    /// Fills every post of the town; `bare` doors are left without a liaison.
    pub(super) fn fill(mut self, tx: &mut Tx<'_>, town: &Town, doors: &Doors, bare: usize) -> Result<Crew, Error> {
        self.office(town);
        let mut place = 0;
        for (number, village) in town.villages.iter().enumerate() {
            self.village(village, number == SHOWN.0);
            for (grid_number, grid) in village.grids.iter().enumerate() {
                let shown = (number, grid_number) == SHOWN;
                self.grid(grid, place, shown);
                self.liaisons(grid, doors, bare_here(bare, place), shown);
                place += 1;
            }
        }
        people::plant_all(tx, &self.people)?;
        posts::plant_all(tx, self.ctx, &self.posts)?;
        Ok(self.crew)
    }

    fn office(&mut self, town: &Town) {
        for (role, count) in [(Role::Admin, 1), (Role::Commander, 2), (Role::Clerk, 4), (Role::Auditor, 1)] {
            for number in 0..count {
                let person = self.give(role, &town.area, Span::since(self.since));
                self.show(number == 0, role, person);
                if role == Role::Commander {
                    self.crew.commander.get_or_insert(person);
                }
            }
        }
    }

    fn village(&mut self, village: &Village, shown: bool) {
        for role in [Role::LeadCadre, Role::VillageCadre] {
            let person = self.give(role, &village.area, Span::since(self.since));
            self.show(shown, role, person);
            if role == Role::VillageCadre {
                self.crew.villages.push((village.area.id, person));
            }
        }
    }

    fn grid(&mut self, grid: &Area, place: usize, shown: bool) {
        let from = self.since;
        let whole = Span::since(from);
        let until = |days: i64| Span { from, to: Some(self.ctx.now.plus(-days * Timestamp::DAY)) };
        let spans = match place {
            _ if WITHOUT_HEAD.contains(&place) => vec![until(3)],
            TWO_HEADS => vec![whole, Span::since(self.ctx.now.plus(-6 * Timestamp::DAY))],
            HANDED_OVER => vec![until(20), Span::since(self.ctx.now.plus(-20 * Timestamp::DAY))],
            _ => vec![whole],
        };
        let mut now = None;
        for span in spans {
            let head = self.give(Role::GridHead, grid, span);
            self.show(shown, Role::GridHead, head);
            now = span.holds(self.ctx.now).then_some(head);
        }
        let worker = self.give(Role::GridWorker, grid, whole);
        self.show(shown, Role::GridWorker, worker);
        self.crew.grids.push(GridCrew { area: grid.clone(), head: now, worker });
    }

    /// Sets of about ten neighbouring doors; the first `bare` doors are in none.
    fn liaisons(&mut self, grid: &Area, doors: &Doors, bare: usize, shown: bool) {
        let doors = doors.get(&Grid { id: grid.id, ord: grid.ord }).map_or(&[][..], Vec::as_slice);
        let rest = doors.get(bare.min(doors.len())..).unwrap_or_default();
        for (number, households) in propose_sets(rest).into_iter().enumerate() {
            let person = self.person(grid);
            let (role, area, span) = (Role::Liaison, grid.clone(), Span::since(self.since));
            self.posts.push(NewPost { person, role, area, span, households });
            self.show(shown && number == 0, Role::Liaison, person);
        }
    }

    fn give(&mut self, role: Role, area: &Area, span: Span) -> Id {
        let person = self.person(area);
        self.posts.push(NewPost { person, role, area: area.clone(), span, households: Vec::new() });
        person
    }

    fn person(&mut self, area: &Area) -> Id {
        let sex = any_sex(&mut self.dice);
        let surname = names::surname(&mut self.dice);
        let born = i16::try_from(self.dice.between(1964, 1999)).unwrap_or(1980);
        let name = names::name(&mut self.dice, surname, sex, born).text;
        let work_phone = self.numbers.phone(&mut self.dice).number;
        let id = self.ctx.ids.make();
        self.people.push(NewPerson { id, name, work_phone, area: Some((area.id, area.ord)) });
        id
    }

    fn show(&mut self, shown: bool, role: Role, person: Id) {
        if shown {
            self.crew.shown.push((role, person));
        }
    }
}

/// How many doors of this grid stay without a liaison, so that they are `bare` in all.
fn bare_here(bare: usize, place: usize) -> usize {
    let Some(turn) = WITHOUT_LIAISON.iter().position(|grid| *grid == place) else { return 0 };
    let share = WITHOUT_LIAISON.len();
    bare / share + usize::from(turn < bare % share)
}
