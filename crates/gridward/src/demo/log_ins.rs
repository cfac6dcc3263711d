//! The log-ins of the sample town: one per role, drawn anew for every town, kept in its folder and printed.

use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use gridward_database::Tx;
use gridward_domain::access::Role;
use gridward_server::people::{self, NewAccount, hash_password};
use gridward_server::{Ctx, Error, Keys};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::roster::Crew;
use crate::config::Config;
use crate::failure::{Failure, at_file};
use crate::output::say;

/// One log-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LogIn {
    /// Whose.
    pub(super) role: Role,
    /// The name to log in with.
    pub(super) login: String,
    /// The password.
    pub(super) password: String,
    /// The key of the second factor, for roles that need one.
    pub(super) totp_secret: Option<String>,
}

/// The roles in the order they are printed in, with their log-ins.
const NAMES: [(Role, &str); 9] = [
    (Role::Admin, "admin"),
    (Role::Commander, "commander"),
    (Role::Clerk, "clerk"),
    (Role::LeadCadre, "lead"),
    (Role::VillageCadre, "cadre"),
    (Role::GridHead, "head"),
    (Role::GridWorker, "worker"),
    (Role::Liaison, "liaison"),
    (Role::Auditor, "auditor"),
];

/// Letters that are not mistaken for others on a phone; sixteen, one for each hex digit.
const READABLE: &str = "abcdefhkmnprstxy";
/// Sixteen letters of base32.
const BASE32: &str = "ABCDEFGHIJKLMNOP";

/// Where the log-ins of a town are kept.
pub(super) fn file(config: &Config) -> PathBuf {
    config.data_dir.join("log-ins.json")
}

/// New log-ins with one password for all.
pub(super) fn draw() -> Result<Vec<LogIn>, Failure> {
    let letters = spelled(READABLE, 12)?;
    let parts: Vec<&str> = [0..4, 4..8, 8..12].into_iter().filter_map(|part| letters.get(part)).collect();
    let password = parts.join("-");
    let secret = spelled(BASE32, 32)?;
    let own = |(role, login): (Role, &str)| LogIn {
        role,
        login: login.to_owned(),
        password: password.clone(),
        totp_secret: role.needs_second_factor().then(|| secret.clone()),
    };
    Ok(NAMES.into_iter().map(own).collect())
}

/// Random letters, four bits each.
fn spelled(letters: &str, count: usize) -> Result<String, Failure> {
    let digits = Keys::new_text()?;
    let spelled = digits.chars().take(count).filter_map(|digit| {
        let place = usize::try_from(digit.to_digit(16)?).ok()?;
        letters.chars().nth(place)
    });
    Ok(spelled.collect())
}

/// The hash of the password they share.
pub(super) fn hash(log_ins: &[LogIn]) -> Result<String, Failure> {
    Ok(hash_password(log_ins.first().map_or("", |log_in| log_in.password.as_str()))?)
}

/// Gives the shown holders of the posts their log-ins.
pub(super) fn plant(tx: &mut Tx<'_>, ctx: &Ctx, crew: &Crew, (log_ins, hash): (&[LogIn], &str)) -> Result<(), Error> {
    let account = |log_in: &LogIn| {
        let person = crew.holder(log_in.role)?;
        let (login, totp_secret) = (log_in.login.clone(), log_in.totp_secret.clone());
        Ok(NewAccount { person, login, password_hash: hash.to_owned(), totp_secret })
    };
    let accounts: Vec<NewAccount> = log_ins.iter().map(account).collect::<Result<_, Error>>()?;
    people::plant_accounts(tx, ctx, &accounts)
}

/// Keeps the log-ins where only the owner can read them.
pub(super) fn write(file: &Path, log_ins: &[LogIn]) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let text = serde_json::to_string_pretty(log_ins)?;
    let mut out = options.open(file).map_err(at_file(file))?;
    out.write_all(text.as_bytes()).map_err(at_file(file))
}

/// Reads the log-ins of a town.
pub(super) fn read(file: &Path) -> Result<Vec<LogIn>, Failure> {
    let text = fs::read_to_string(file).map_err(at_file(file))?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// Prints where the town is served and how to log in.
pub(super) fn print(log_ins: &[LogIn], address: Option<SocketAddr>, json: bool) -> Result<(), Failure> {
    let url = address.map(|address| format!("http://{address}/"));
    if json {
        say!("{}", serde_json::to_string(&json!({ "address": url, "log_ins": log_ins }))?);
        return Ok(());
    }
    if let Some(url) = &url {
        say!("\n示范镇已就绪 / the sample town is ready: {url}");
        say!("  桌面 / desktop: {url}console/    手机 / phone: {url}m/\n");
    }
    say!("{:<12}{:<18}{:<22}角色 / role", "账号/log-in", "密码/password", "");
    for one in log_ins {
        let (zh, en) = one.role.title();
        let factor = one.totp_secret.as_ref().map(|secret| format!("  动态口令密钥 / TOTP key: {secret}"));
        say!("{:<14}{:<18}{zh} / {en}{}", one.login, one.password, factor.unwrap_or_default());
    }
    say!("\n人物、电话、证件号都是编造的。/ All people, phones and ID numbers are invented. Ctrl-C 停止 / stops.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{draw, read, write};
    use gridward_domain::access::Role;

    #[test]
    fn every_role_has_one_log_in_and_two_towns_have_different_passwords() {
        let (one, other) = (draw().unwrap(), draw().unwrap());
        for role in Role::ALL {
            assert_eq!(one.iter().filter(|log_in| log_in.role == role).count(), 1, "{role}");
        }
        assert_ne!(one[0].password, other[0].password);
        assert!(one.iter().all(|log_in| log_in.password.len() >= 10));
        assert!(one.iter().all(|log_in| log_in.totp_secret.is_some() == log_in.role.needs_second_factor()));
    }

    #[test]
    fn log_ins_are_read_back_and_nobody_else_may_read_them() {
        let folder = std::env::temp_dir().join(format!("gridward-log-ins-{}", std::process::id()));
        let log_ins = draw().unwrap();
        write(&folder, &log_ins).unwrap();
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&folder.metadata().unwrap().permissions()) & 0o077, 0);
        assert_eq!(read(&folder).unwrap(), log_ins);
        std::fs::remove_file(&folder).unwrap();
    }
}
