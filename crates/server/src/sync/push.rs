//! Take the commands of a phone's outbox, in the order they were written, and answer each.

use gridward_database::Tx;
use gridward_domain::{Id, Language, Refusal, faults as general};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::faults;
use crate::arrivals::{self, Arrive, NewArrival, VerifyArrival};
use crate::commands;
use crate::directives::{self, Delivery, RECEIPTS, ReceiptCommand, ReceiptInput, SignDirective, Taken};
use crate::follow_ups::{self, ReportFollowUp};
use crate::help_requests::{self, AnswerHelp, TakeHelp};
use crate::plans::{self, AcknowledgeScreening};
use crate::{App, Ctx, Error};

/// Sign for an area of a directive.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInput {
    /// The directive.
    pub directive_id: Id,
    /// The area.
    pub area_id: Id,
}

/// Report what came of a follow-up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FollowUpInput {
    /// The follow-up.
    pub follow_up_id: Id,
    /// What came of it.
    #[serde(flatten)]
    pub report: ReportFollowUp,
}

/// A returnee came.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct ArriveInput {
    /// The arrival.
    pub arrival_id: Id,
    /// When, and how it is known.
    #[serde(flatten)]
    pub arrive: Arrive,
}

/// A returnee was verified.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct VerifyInput {
    /// The arrival.
    pub arrival_id: Id,
    /// How, and since when they are here.
    #[serde(flatten)]
    pub verify: VerifyArrival,
}

/// Somebody sees to a help request.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct TakeHelpInput {
    /// The help request.
    pub help_request_id: Id,
    /// The revision that was seen.
    #[serde(flatten)]
    pub take: TakeHelp,
}

/// A help request is answered.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct AnswerHelpInput {
    /// The help request.
    pub help_request_id: Id,
    /// The answer.
    #[serde(flatten)]
    pub answer: AnswerHelp,
}

/// A grid acknowledges what a screening changed in it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct AcknowledgeScreeningInput {
    /// The screening.
    pub screening_id: Id,
    /// The grid.
    #[serde(flatten)]
    pub acknowledge: AcknowledgeScreening,
}

/// What a command does.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "input", rename_all = "snake_case")]
pub enum SyncWork {
    /// A receipt from a door.
    Receipt(ReceiptInput),
    /// A signature for an area.
    Sign(SignInput),
    /// What came of a follow-up.
    FollowUp(FollowUpInput),
    /// A returnee came.
    Arrive(ArriveInput),
    /// A returnee was verified by phone or at the door.
    Verify(VerifyInput),
    /// Somebody is registered on their behalf.
    Register(Box<NewArrival>),
    /// Somebody sees to a help request.
    TakeHelp(TakeHelpInput),
    /// A help request that was taken is answered.
    AnswerHelp(AnswerHelpInput),
    /// A grid acknowledges what a screening changed in it.
    AcknowledgeScreening(AcknowledgeScreeningInput),
}

/// A command of a phone's outbox.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SyncCommand {
    /// Made by the phone; a repeat does nothing and is answered `repeated`.
    pub op_id: Id,
    /// What it does. One that can't be read is declined alone: it must not hold up those behind it.
    #[serde(flatten)]
    #[schema(value_type = SyncWork)]
    pub work: serde_json::Value,
}

impl SyncCommand {
    fn read(self) -> Result<SyncWork, Refusal> {
        serde_json::from_value(self.work).map_err(|error| general::BAD_REQUEST.at("input").with("why", error))
    }
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CommandOutcome {
    /// It is done and durable.
    Done,
    /// It was done before.
    Repeated,
    /// It was declined: it stays on the phone with the reason.
    Refused,
}

/// The answer to one command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CommandAnswer {
    /// Which command.
    pub op_id: Id,
    /// What became of it.
    pub outcome: CommandOutcome,
    /// For a declined one: the stable code of the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// For a declined one: what is wrong and what to do, in the asker's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl CommandAnswer {
    fn plain(op_id: Id, outcome: CommandOutcome) -> Self {
        Self { op_id, outcome, code: None, title: None }
    }

    fn refused(op_id: Id, refusal: &Refusal, language: Language) -> Self {
        let (code, title) = (Some(refusal.fault.code.to_owned()), Some(refusal.sentence(language)));
        Self { op_id, outcome: CommandOutcome::Refused, code, title }
    }

    /// The answer to a receipt.
    pub(crate) fn of_receipt(op_id: Id, taken: Taken, language: Language) -> Self {
        match taken {
            Taken::Done => Self::plain(op_id, CommandOutcome::Done),
            Taken::Repeated => Self::plain(op_id, CommandOutcome::Repeated),
            Taken::Refused(refusal) => Self::refused(op_id, &refusal, language),
        }
    }
}

/// Passes for 1 to `most` commands.
pub(crate) fn check_size(count: usize, most: usize) -> Result<(), Refusal> {
    if (1..=most).contains(&count) { Ok(()) } else { Err(faults::WRONG_SIZE.at("body").with("most", most)) }
}

/// Takes commands in their order. Receipts that follow one another go into one batch, others go alone; a failure of the machinery ends
/// the delivery, and what was not answered is brought again by the phone.
pub(super) async fn push(app: &App, ctx: Ctx, commands: Vec<SyncCommand>) -> Result<Vec<CommandAnswer>, Error> {
    let mut answers = Vec::with_capacity(commands.len());
    let mut receipts: Vec<ReceiptCommand> = Vec::new();
    for command in commands {
        let op_id = command.op_id;
        let single = match command.read() {
            Ok(SyncWork::Receipt(input)) => {
                receipts.push(ReceiptCommand { op_id, input });
                continue;
            }
            Ok(other) => Ok(other),
            Err(refusal) => Err(refusal),
        };
        answers.extend(deliver(app, &ctx, std::mem::take(&mut receipts)).await?);
        answers.push(match single {
            Ok(work) => one(app, &ctx, op_id, work).await?,
            Err(refusal) => CommandAnswer::refused(op_id, &refusal, ctx.language),
        });
    }
    answers.extend(deliver(app, &ctx, receipts).await?);
    Ok(answers)
}

async fn deliver(app: &App, ctx: &Ctx, receipts: Vec<ReceiptCommand>) -> Result<Vec<CommandAnswer>, Error> {
    if receipts.is_empty() {
        return Ok(Vec::new());
    }
    let (language, ops) = (ctx.language, receipts.iter().map(|receipt| receipt.op_id).collect::<Vec<Id>>());
    let taken = app.db().write_together(&RECEIPTS, Delivery { ctx: ctx.clone(), receipts }).await?;
    Ok(ops.into_iter().zip(taken).map(|(op, taken)| CommandAnswer::of_receipt(op, taken, language)).collect())
}

/// Takes a command that goes alone, once per op_id.
async fn one(app: &App, ctx: &Ctx, op_id: Id, work: SyncWork) -> Result<CommandAnswer, Error> {
    let mut ctx = ctx.clone();
    ctx.op = Some(op_id);
    let language = ctx.language;
    let done = match work {
        SyncWork::Receipt(_) => return Err(Error::broken("a receipt that goes alone")),
        SyncWork::Sign(input) => {
            let area = SignDirective { area_id: input.area_id };
            once(app, ctx, "directives.sign", move |tx, ctx| directives::sign(tx, ctx, input.directive_id, area)).await
        }
        SyncWork::FollowUp(FollowUpInput { follow_up_id: id, report }) => {
            once(app, ctx, "follow_ups.record", move |tx, ctx| follow_ups::record(tx, ctx, id, &report)).await
        }
        SyncWork::Arrive(ArriveInput { arrival_id: id, arrive }) => {
            once(app, ctx, "arrivals.arrive", move |tx, ctx| arrivals::arrive(tx, ctx, id, arrive)).await
        }
        SyncWork::Verify(VerifyInput { arrival_id: id, verify }) => {
            once(app, ctx, "arrivals.verify", move |tx, ctx| arrivals::verify(tx, ctx, id, verify)).await
        }
        SyncWork::Register(input) => {
            once(app, ctx, "arrivals.register", move |tx, ctx| arrivals::register(tx, ctx, &input)).await
        }
        SyncWork::TakeHelp(TakeHelpInput { help_request_id: id, take }) => {
            once(app, ctx, "help_requests.take", move |tx, ctx| help_requests::take(tx, ctx, id, take)).await
        }
        SyncWork::AnswerHelp(AnswerHelpInput { help_request_id: id, answer }) => {
            once(app, ctx, "help_requests.answer", move |tx, ctx| help_requests::answer(tx, ctx, id, &answer)).await
        }
        SyncWork::AcknowledgeScreening(AcknowledgeScreeningInput { screening_id: id, acknowledge }) => {
            let run = move |tx: &mut Tx<'_>, ctx: &Ctx| plans::acknowledge(tx, ctx, id, acknowledge);
            once(app, ctx, "screenings.acknowledge", run).await
        }
    };
    match done {
        Ok(outcome) => Ok(CommandAnswer::plain(op_id, outcome)),
        Err(Error::Refused(refusal)) => Ok(CommandAnswer::refused(op_id, &refusal, language)),
        Err(other) => Err(other),
    }
}

/// Runs a command on the writer unless its op_id was brought before.
async fn once<T: Serialize + 'static>(
    app: &App,
    ctx: Ctx,
    verb: &'static str,
    mut run: impl FnMut(&mut Tx<'_>, &Ctx) -> Result<T, Error> + Send + 'static,
) -> Result<CommandOutcome, Error> {
    let done = app.db().write(verb, move |tx| {
        let mut ran = false;
        commands::once(tx, &ctx, verb, &mut |tx, ctx| {
            ran = true;
            run(tx, ctx)
        })?;
        Ok(if ran { CommandOutcome::Done } else { CommandOutcome::Repeated })
    });
    done.await
}
