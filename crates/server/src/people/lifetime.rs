//! How long a session lasts.

use axum::http::HeaderMap;
use axum::http::header::{REFERER, USER_AGENT};
use gridward_domain::Timestamp;

/// How long a session lasts, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lifetime {
    /// Without a request.
    pub(super) idle: i64,
    /// Whatever is done in it.
    pub(super) longest: i64,
}

impl Lifetime {
    /// At a desk, which others walk past.
    pub(super) const DESK: Self = Self { idle: 2 * Timestamp::HOUR, longest: 12 * Timestamp::HOUR };
    /// On a worker's own phone, which has a lock of its own and is used all day between doors.
    pub(super) const PHONE: Self = Self { idle: 12 * Timestamp::HOUR, longest: 7 * Timestamp::DAY };
    /// Until the code is given.
    pub(super) const WAITING: Self = Self { idle: 10 * 60_000, longest: 10 * 60_000 };
}

/// Whether a request comes from the phone pages.
pub(super) fn is_from_phone_pages(headers: &HeaderMap) -> bool {
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok()).unwrap_or("");
    let path = referer.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    path == "m" || path.starts_with("m/")
}

/// What kind of device a request comes from, in two words; no version, so that it tells nobody apart.
pub(super) fn device_of(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let first = |words: &[(&str, &'static str)]| {
        words.iter().find(|(word, _)| agent.contains(word)).map_or("", |(_, name)| *name)
    };
    let system = first(&[
        ("HarmonyOS", "HarmonyOS"),
        ("OpenHarmony", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    let browser = first(&[
        ("MicroMessenger", "WeChat"),
        ("DingTalk", "DingTalk"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    format!("{system} {browser}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::{device_of, is_from_phone_pages};

    fn with(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), HeaderValue::from_static(value))])
    }

    #[test]
    fn the_phone_pages_are_known_by_their_path() {
        assert!(is_from_phone_pages(&with("referer", "https://town.example/m/login?next=/")));
        assert!(is_from_phone_pages(&with("referer", "https://town.example/m")));
        assert!(!is_from_phone_pages(&with("referer", "https://town.example/console/login?next=/m/")));
        assert!(!is_from_phone_pages(&with("referer", "https://town.example/mail/")));
        assert!(!is_from_phone_pages(&HeaderMap::new()));
    }

    #[test]
    fn a_device_is_named_by_system_and_browser_without_versions() {
        let agent = "Mozilla/5.0 (Linux; Android 12; V2166A) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36";
        assert_eq!(device_of(&with("user-agent", agent)), "Android Chrome");
        assert_eq!(device_of(&HeaderMap::new()), "");
    }
}
