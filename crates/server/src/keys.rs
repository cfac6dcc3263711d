//! The jurisdiction's secret keys: sealing personal numbers and looking them up without opening them.

use std::cell::RefCell;
use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

const NONCE: usize = 24;
const KEY: usize = 32;

/// The two keys of a jurisdiction, read from a key file that is kept outside the database.
#[derive(Clone)]
pub struct Keys {
    cipher: XChaCha20Poly1305,
    /// Keyed once: half of the work of an index is the key's.
    index: Hmac<Sha256>,
}

/// Why a key file or a sealed value can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// The key file has another shape than 128 hex digits.
    #[error("the key file must hold exactly 128 hex digits")]
    Shape,
    /// The machine gave no random bytes.
    #[error("the machine gave no random bytes")]
    NoRandom,
    /// The value was sealed under another key, for another use, or was altered.
    #[error("a sealed value can't be opened with this key file")]
    NotOurs,
}

impl Keys {
    /// Reads the content of a key file: 128 hex digits, white space around them aside.
    pub fn from_text(text: &str) -> Result<Self, KeysError> {
        let bytes = unhex(text.trim()).ok_or(KeysError::Shape)?;
        let (seal, index) = bytes.split_at_checked(KEY).ok_or(KeysError::Shape)?;
        let index = <Hmac<Sha256> as KeyInit>::new_from_slice(index).map_err(|_| KeysError::Shape)?;
        let key = Key::try_from(seal).map_err(|_| KeysError::Shape)?;
        Ok(Self { cipher: XChaCha20Poly1305::new(&key), index })
    }

    /// Makes the content of a new key file.
    pub fn new_text() -> Result<String, KeysError> {
        random::<{ 2 * KEY }>().map(|bytes| hex(&bytes))
    }

    /// Seals a text for one use (such as `resident.phone`); it opens only for the same use.
    pub fn seal(&self, usage: &str, plain: &str) -> Result<Vec<u8>, KeysError> {
        let nonce = next_nonce()?;
        let payload = Payload { msg: plain.as_bytes(), aad: usage.as_bytes() };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| KeysError::NotOurs)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Keys::seal`] sealed for the same use.
    pub fn open(&self, usage: &str, sealed: &[u8]) -> Result<String, KeysError> {
        let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(KeysError::NotOurs)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| KeysError::NotOurs)?;
        let payload = Payload { msg: body, aad: usage.as_bytes() };
        let plain = self.cipher.decrypt(&nonce, payload).map_err(|_| KeysError::NotOurs)?;
        String::from_utf8(plain).map_err(|_| KeysError::NotOurs)
    }

    /// The blind index of a normalised text: the same text has the same index, which tells nothing without the key.
    /// 32 hex digits (128 bits of HMAC-SHA-256).
    pub fn index(&self, usage: &str, text: &str) -> String {
        let mut mac = self.index.clone();
        mac.update(usage.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex(mac.finalize().into_bytes().get(..16).unwrap_or_default())
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Keys(..)")
    }
}

/// A random secret for links and sessions: 64 hex digits.
pub(crate) fn new_token() -> Result<String, KeysError> {
    random::<KEY>().map(|bytes| hex(&bytes))
}

/// What is stored of a token: its SHA-256, in hex.
pub(crate) fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
    out
}

/// The bytes behind hex digits; `None` for any other text.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits?;
    let pairs = digits.chunks_exact(2);
    pairs.remainder().is_empty().then(|| pairs.map(|pair| pair.iter().fold(0, |sum, digit| sum * 16 + digit)).collect())
}

fn random<const N: usize>() -> Result<[u8; N], KeysError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| KeysError::NoRandom)?;
    Ok(bytes)
}

/// How many nonces are drawn from the machine at once: a call for each costs more than sealing does.
const NONCES: usize = 128;

thread_local! {
    static DRAWN: RefCell<Vec<[u8; NONCE]>> = const { RefCell::new(Vec::new()) };
}

fn next_nonce() -> Result<[u8; NONCE], KeysError> {
    DRAWN.with_borrow_mut(|drawn| {
        if drawn.is_empty() {
            let bytes = random::<{ NONCE * NONCES }>()?;
            drawn.extend(bytes.as_chunks::<NONCE>().0);
        }
        drawn.pop().ok_or(KeysError::NoRandom)
    })
}

#[cfg(test)]
mod tests {
    use super::{Keys, KeysError};

    fn keys() -> Keys {
        Keys::from_text(&Keys::new_text().unwrap()).unwrap()
    }

    #[test]
    fn a_sealed_number_opens_with_the_same_key_and_use_only() {
        let ours = keys();
        let sealed = ours.seal("resident.phone", "15412345678").unwrap();
        assert_eq!(ours.open("resident.phone", &sealed).unwrap(), "15412345678");
        assert_eq!(ours.open("resident.document", &sealed), Err(KeysError::NotOurs));
        assert_eq!(keys().open("resident.phone", &sealed), Err(KeysError::NotOurs));
        assert!(!sealed.windows(11).any(|window| window == b"15412345678"));
    }

    #[test]
    fn an_altered_or_cut_value_does_not_open() {
        let ours = keys();
        let mut sealed = ours.seal("a", "b").unwrap();
        *sealed.last_mut().unwrap() ^= 1;
        assert_eq!(ours.open("a", &sealed), Err(KeysError::NotOurs));
        assert_eq!(ours.open("a", b"short"), Err(KeysError::NotOurs));
    }

    #[test]
    fn the_same_number_has_the_same_index_under_one_key() {
        let ours = keys();
        assert_eq!(ours.index("p", "1"), ours.index("p", "1"));
        assert_ne!(ours.index("p", "1"), ours.index("q", "1"));
        assert_ne!(ours.index("p", "1"), keys().index("p", "1"));
    }

    #[test]
    fn a_damaged_key_file_is_refused() {
        assert_eq!(Keys::from_text("00").unwrap_err(), KeysError::Shape);
        assert_eq!(Keys::from_text(&"0g".repeat(64)).unwrap_err(), KeysError::Shape);
    }
}
