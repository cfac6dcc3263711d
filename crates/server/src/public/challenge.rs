//! What keeps scripts from flooding the form, without a third party: a token of ours that a registration uses up, and
//! either some seconds of work by the browser's script or a small sum to be answered by a person.

use gridward_domain::{Id, Refusal, Timestamp};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::faults;
use crate::Ctx;

/// How long a form may lie open before it is sent: old people take their time, and nobody is asked to hurry.
const LASTS: i64 = Timestamp::DAY;
/// Leading zero bits that the hash must have: 65,536 tries on average, a second or two on an old phone.
pub(super) const WORK: u32 = 16;

/// A token that a form carries: it names the command, and the sum that is asked of those without script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// The op_id of the command that the form will be.
    pub(super) op: Id,
    issued: Timestamp,
    one: i64,
    other: i64,
}

/// How a form was proven not to come from a flood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// The browser worked for it.
    Work,
    /// Somebody answered the sum.
    Sum,
}

impl Token {
    /// A new token.
    pub(super) fn new(ctx: &Ctx) -> Self {
        let op = ctx.ids.make();
        let figure = |at: u32| i64::try_from(op.number() >> at & 7).unwrap_or(0) + 2;
        Self { op, issued: ctx.now, one: figure(0), other: figure(3) }
    }

    /// The token as the form carries it, signed with the jurisdiction's key.
    pub(super) fn written(&self, ctx: &Ctx) -> String {
        format!("{}.{}", self.body(), self.signature(ctx))
    }

    /// The token of a form; declined when it is not ours or has lain too long.
    pub(super) fn read(ctx: &Ctx, written: &str) -> Result<Self, Refusal> {
        let stale = || faults::STALE.at("token");
        let mut parts = written.split('.');
        let mut next = || parts.next().ok_or_else(stale);
        let (op, issued, one, other, signature) = (next()?, next()?, next()?, next()?, next()?);
        let number = |text: &str| text.parse::<i64>().map_err(|_| stale());
        let token = Self {
            op: op.parse().map_err(|_| stale())?,
            issued: Timestamp(number(issued)?),
            one: number(one)?,
            other: number(other)?,
        };
        let ours: bool = token.signature(ctx).as_bytes().ct_eq(signature.as_bytes()).into();
        let age = ctx.now.since(token.issued);
        if ours && (0..LASTS).contains(&age) { Ok(token) } else { Err(stale()) }
    }

    /// How a form is proven; declined when neither the work was done nor the sum is right.
    pub(super) fn proof(&self, written: &str, nonce: &str, answer: &str) -> Result<Proof, Refusal> {
        if !nonce.is_empty() && nonce.len() <= 20 && zero_bits(&Sha256::digest(format!("{written}:{nonce}"))) >= WORK {
            return Ok(Proof::Work);
        }
        if answer.parse::<i64>().is_ok_and(|answer| answer == self.one + self.other) {
            return Ok(Proof::Sum);
        }
        Err(faults::SUM_WRONG.at("answer"))
    }

    /// The two figures of the sum.
    pub(super) fn figures(&self) -> (i64, i64) {
        (self.one, self.other)
    }

    fn body(&self) -> String {
        format!("{}.{}.{}.{}", self.op, self.issued.0, self.one, self.other)
    }

    fn signature(&self, ctx: &Ctx) -> String {
        ctx.keys.index("public.form", &self.body())
    }
}

/// A token as a form carries it, and the answer to its sum: for whoever measures the form without showing it first.
pub fn form_token(ctx: &Ctx) -> (String, i64) {
    let token = Token::new(ctx);
    (token.written(ctx), token.one + token.other)
}

fn zero_bits(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let part = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole).unwrap_or(0) * 8 + part
}

#[cfg(test)]
mod tests {
    use super::zero_bits;

    #[test]
    fn leading_zeros_are_counted_over_bytes() {
        assert_eq!(zero_bits(&[0, 0, 0x1f]), 19);
        assert_eq!(zero_bits(&[0x80]), 0);
        assert_eq!(zero_bits(&[]), 0);
    }
}
