//! Text files in whatever encoding the clerk's program wrote: UTF-8 with or without a byte order mark, UTF-16 with
//! one, else GB18030 (which holds GBK and GB2312).

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8};

use super::{Source, TableError};

const CHUNK: usize = 64 << 10;

/// A source read as UTF-8. Bytes that mean nothing become U+FFFD, which the readers of names ask about.
#[derive(Debug)]
pub(super) struct Decoded {
    source: Source,
    decoder: Decoder,
    raw: Vec<u8>,
    filled: usize,
    text: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Decoded {
    /// Finds the encoding by reading the whole source once when no mark tells it, then starts at its beginning.
    pub(super) fn open(mut source: Source, head: &[u8]) -> Result<Self, TableError> {
        let encoding = encoding_of(&mut source, head)?;
        source.seek(SeekFrom::Start(0))?;
        Ok(Self {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK],
            filled: 0,
            text: Vec::new(),
            at: 0,
            ended: false,
        })
    }

    fn refill(&mut self) -> io::Result<()> {
        self.filled = self.source.read(&mut self.raw)?;
        let last = self.filled == 0;
        let raw = self.raw.get(..self.filled).unwrap_or_default();
        self.text.resize(CHUNK * 3 + 16, 0);
        let (result, _, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, last);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the buffer holds three bytes for each byte read");
        self.text.truncate(written);
        self.at = 0;
        self.ended = last;
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.text.len() {
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        self.at += count;
        Ok(count)
    }
}

fn encoding_of(source: &mut Source, head: &[u8]) -> Result<&'static Encoding, TableError> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(encoding);
    }
    if head.contains(&0) {
        return Err(TableError::NotATable);
    }
    Ok(if is_utf8(source)? { UTF_8 } else { GB18030 })
}

/// Whether the whole source is UTF-8. A table may be plain ASCII for megabytes before its first Chinese name.
fn is_utf8(source: &mut Source) -> io::Result<bool> {
    source.seek(SeekFrom::Start(0))?;
    let mut chunk = vec![0; CHUNK];
    let mut kept = 0;
    loop {
        let Some(free) = chunk.get_mut(kept..) else { return Ok(false) };
        let count = source.read(free)?;
        let end = kept + count;
        let bytes = chunk.get(..end).unwrap_or_default();
        let rest = match std::str::from_utf8(bytes) {
            Ok(_) => 0,
            Err(error) if error.error_len().is_none() && count > 0 => end - error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        if count == 0 {
            return Ok(true);
        }
        chunk.copy_within(end - rest..end, 0);
        kept = rest;
    }
}
