//! Where the bytes of a file come from.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::TableError;

/// The bytes of a file: in memory (an upload) or on disk (the command line).
#[derive(Debug)]
pub enum Source {
    /// In memory.
    Bytes(Cursor<Vec<u8>>),
    /// On disk.
    File(File),
}

impl Source {
    /// Bytes in memory.
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self::Bytes(Cursor::new(bytes))
    }

    /// A file on disk.
    pub fn open(path: &Path) -> io::Result<Self> {
        File::open(path).map(Self::File)
    }

    /// How many bytes there are.
    pub(super) fn length(&mut self) -> io::Result<u64> {
        let length = self.seek(SeekFrom::End(0))?;
        self.rewind()?;
        Ok(length)
    }

    /// The first 64 kB, with the source left at its beginning.
    pub(super) fn head(&mut self) -> Result<Vec<u8>, TableError> {
        self.rewind()?;
        let mut head = Vec::new();
        self.by_ref().take(64 << 10).read_to_end(&mut head)?;
        self.rewind()?;
        if head.is_empty() { Err(TableError::Empty) } else { Ok(head) }
    }

    /// All bytes, if they are not more than `limit`.
    pub(super) fn whole(mut self, limit: u64) -> Result<Vec<u8>, TableError> {
        if self.length()? > limit {
            return Err(TableError::TooLarge { megabytes: limit >> 20 });
        }
        if let Self::Bytes(cursor) = self {
            return Ok(cursor.into_inner());
        }
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Bytes(cursor) => cursor.read(buffer),
            Self::File(file) => file.read(buffer),
        }
    }
}

impl Seek for Source {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Bytes(cursor) => cursor.seek(position),
            Self::File(file) => file.seek(position),
        }
    }
}
