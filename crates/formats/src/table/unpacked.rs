//! How much a packed spreadsheet unpacks to, counted by unpacking it, before anything holds it.
//!
//! The sizes a zip file declares can lie, so the declared ones are not trusted. Layout after PKWARE's APPNOTE.TXT 4.3.

use std::io::Read;

use flate2::read::DeflateDecoder;

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
/// The end record is 22 bytes, with a comment of up to 65,535 behind it.
const END_SEARCH: usize = 22 + 65_535;
const DEFLATED: u32 = 8;
/// A workbook has some dozen parts; thousands are an attack.
const PARTS: u32 = 4_096;

/// Whether all parts together unpack to no more than `limit` bytes; `None` when it is no readable zip file.
pub(super) fn fits(bytes: &[u8], limit: u64) -> Option<bool> {
    let from = bytes.len().saturating_sub(END_SEARCH);
    let end = from + bytes.get(from..)?.windows(END.len()).rposition(|window| window == END)?;
    let parts = number(bytes, end + 10, 2)?;
    let mut at = usize::try_from(number(bytes, end + 16, 4)?).ok()?;
    if parts > PARTS {
        return Some(false);
    }
    let mut left = limit;
    for _ in 0..parts {
        if bytes.get(at..at + ENTRY.len())? != ENTRY {
            return None;
        }
        let unpacked = part_size(bytes, at, left)?;
        let Some(rest) = left.checked_sub(unpacked) else { return Some(false) };
        left = rest;
        let tail = number(bytes, at + 28, 2)? + number(bytes, at + 30, 2)? + number(bytes, at + 32, 2)?;
        at = at.checked_add(46)?.checked_add(usize::try_from(tail).ok()?)?;
    }
    Some(true)
}

/// The unpacked size of the part whose central entry is at `at`, counted up to one byte above `limit`.
fn part_size(bytes: &[u8], at: usize, limit: u64) -> Option<u64> {
    let method = number(bytes, at + 10, 2)?;
    let packed = usize::try_from(number(bytes, at + 20, 4)?).ok()?;
    let local = usize::try_from(number(bytes, at + 42, 4)?).ok()?;
    if bytes.get(local..local.checked_add(LOCAL.len())?)? != LOCAL {
        return None;
    }
    let names = number(bytes, local + 26, 2)? + number(bytes, local + 28, 2)?;
    let start = local.checked_add(30)?.checked_add(usize::try_from(names).ok()?)?;
    let data = bytes.get(start..start.checked_add(packed)?)?;
    if method != DEFLATED {
        return Some(data.len() as u64);
    }
    let mut unpacking = DeflateDecoder::new(data).take(limit.saturating_add(1));
    std::io::copy(&mut unpacking, &mut std::io::sink()).ok()
}

fn number(bytes: &[u8], at: usize, width: usize) -> Option<u32> {
    let field = bytes.get(at..at.checked_add(width)?)?;
    Some(field.iter().rev().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
}
