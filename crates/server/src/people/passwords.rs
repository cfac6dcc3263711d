//! Hashing passwords: slow on purpose, so never on the writer and never on a thread that answers requests.

use std::sync::{Arc, OnceLock};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use crate::Error;

/// How many passwords are hashed at once: each takes about 20 ms of a core and 19 MB.
const AT_ONCE: usize = 2;

/// Argon2id with the parameters OWASP recommends (19 MiB, 2 passes), a few at once.
#[derive(Debug, Clone)]
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    nobodys: Arc<OnceLock<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), nobodys: Arc::default() }
    }
}

impl Passwords {
    /// The hash of a password, as a PHC string with its salt and parameters.
    pub(super) async fn hash(&self, password: String) -> Result<String, Error> {
        self.aside(move |_| hash_password(&password)).await
    }

    /// Whether a password fits a hash. Without a hash (nobody has that log-in) the same work is done in vain, so that
    /// the time tells nothing.
    pub(super) async fn fits(&self, password: String, hash: Option<String>) -> Result<bool, Error> {
        self.aside(move |nobodys| {
            let known = hash.is_some();
            let fits = verify(&password, hash.as_deref().unwrap_or_else(|| nobodys.get_or_init(nobodys_hash)));
            Ok(fits && known)
        })
        .await
    }

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&OnceLock<String>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let _turn = self.turns.acquire().await.map_err(Error::broken)?;
        let nobodys = self.nobodys.clone();
        tokio::task::spawn_blocking(move || work(&nobodys)).await.map_err(Error::broken)?
    }
}

/// The hash of a password; takes about 20 ms. For the command line and the demo town.
pub fn hash_password(password: &str) -> Result<String, Error> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(Error::broken)
}

/// A hash to compare with where there is none. It is made by the first who asks in vain, who waits twice as long.
fn nobodys_hash() -> String {
    hash_password("nobody's password").unwrap_or_default()
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{Passwords, hash_password};

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only_and_nobodys_never() {
        let passwords = Passwords::default();
        let hash = hash_password("麦子熟了 2022").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(passwords.fits("麦子熟了 2022".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!passwords.fits("麦子熟了 2023".to_owned(), Some(hash)).await.unwrap());
        assert!(!passwords.fits("nobody's password".to_owned(), None).await.unwrap());
    }
}
