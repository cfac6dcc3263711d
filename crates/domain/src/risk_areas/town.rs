//! The township that a text names.

use super::area_index::Area;

/// Kinds of townships, longest first; each may be written as any other, since townships become streets.
const KINDS: [&str; 9] = ["街道办事处", "街道办", "办事处", "街道", "民族乡", "地区", "苏木", "镇", "乡"];
/// Peoples whose name stands before 乡 or 镇; lists leave them out.
const PEOPLES: [&str; 24] = [
    "蒙古族",
    "土家族",
    "哈尼族",
    "朝鲜族",
    "维吾尔族",
    "哈萨克族",
    "布依族",
    "纳西族",
    "傈僳族",
    "仡佬族",
    "满族",
    "回族",
    "苗族",
    "壮族",
    "彝族",
    "侗族",
    "瑶族",
    "白族",
    "傣族",
    "畲族",
    "藏族",
    "水族",
    "羌族",
    "锡伯族",
];

/// A township with the ways it may be written.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) area: Area,
    /// The name without its kind; the whole name of a farm, a zone or a community.
    bare: String,
    /// The same without a people's name.
    short: Option<String>,
    /// The kind, empty where the name has none.
    kind: &'static str,
}

/// What a text says of the townships it may lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TownRead<'a> {
    /// One is named.
    One(&'a Area),
    /// More than one: 陈埭镇、池店镇的部分区域.
    Several,
    /// None is named.
    None,
}

/// A name found in a text.
#[derive(Debug, Clone, Copy)]
struct Hit<'a> {
    area: &'a Area,
    start: usize,
    end: usize,
    exact: bool,
}

impl Town {
    pub(super) fn new(area: Area) -> Self {
        let name = area.name.as_str();
        let (bare, kind) = KINDS
            .iter()
            .find_map(|kind| name.strip_suffix(kind).filter(|bare| !bare.is_empty()).map(|bare| (bare, *kind)))
            .unwrap_or((name, ""));
        let short = PEOPLES.iter().find_map(|people| bare.strip_suffix(people));
        let short = short.filter(|short| short.chars().count() >= 2).map(str::to_owned);
        Self { bare: bare.to_owned(), short, kind, area }
    }

    /// The first place in a text where this township is named.
    fn hit(&self, text: &str) -> Option<Hit<'_>> {
        let forms = [Some(self.bare.as_str()), self.short.as_deref()];
        forms.into_iter().flatten().find_map(|bare| {
            text.match_indices(bare).find_map(|(start, _)| {
                let end = start + bare.len();
                let (length, exact) = self.kind_at(text.get(end..)?, start == 0, bare)?;
                Some(Hit { area: &self.area, start, end: end + length, exact })
            })
        })
    }

    /// The length of the kind behind the bare name, and whether it is the official kind.
    fn kind_at(&self, behind: &str, at_start: bool, bare: &str) -> Option<(usize, bool)> {
        if self.kind.is_empty() {
            return (bare.chars().count() >= 3).then_some((0, true));
        }
        if let Some(kind) = KINDS.iter().find(|kind| behind.starts_with(**kind)) {
            let same = kind_group(kind) == kind_group(self.kind);
            return (same || bare.chars().count() >= 2).then_some((kind.len(), same));
        }
        // 月牙河街 is 月牙河街道, but 天心街1号 is a street.
        let street = behind.strip_prefix('街')?;
        let next = street.chars().next()?;
        let short = at_start && self.kind.starts_with("街道") && bare.chars().count() >= 2;
        (short && !next.is_ascii_digit() && !"一二三四五六七八九十号与和".contains(next)).then_some(("街".len(), true))
    }
}

/// Whether the word behind a name makes it a township's: 街道, 镇, 乡.
pub(super) fn begins_with_kind(behind: &str) -> bool {
    KINDS.iter().any(|kind| behind.starts_with(kind))
}

/// Kinds that are the same but for the words.
fn kind_group(kind: &str) -> &str {
    match kind {
        "街道办事处" | "街道办" | "办事处" => "街道",
        "民族乡" => "乡",
        other => other,
    }
}

/// Finds the township a text names among those of one county or prefecture. The official kind outranks another one, a
/// longer name one that lies within it; names that differ leave it open.
pub(super) fn town_in<'a>(towns: impl Iterator<Item = &'a Town>, text: &str) -> TownRead<'a> {
    let hits: Vec<Hit<'a>> = towns.filter_map(|town| town.hit(text)).collect();
    let exact = hits.iter().any(|hit| hit.exact);
    let within = |hit: &Hit<'_>| {
        hits.iter().any(|other| other.start <= hit.start && hit.end <= other.end && other.len() > hit.len())
    };
    let mut left = hits.iter().filter(|hit| hit.exact == exact && !within(hit));
    match (left.next(), left.next()) {
        (None, _) => TownRead::None,
        (Some(only), None) => TownRead::One(only.area),
        _ => TownRead::Several,
    }
}

impl Hit<'_> {
    fn len(&self) -> usize {
        self.end - self.start
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Town, TownRead, town_in};

    fn named(names: &[&str], text: &str) -> Option<String> {
        let towns: Vec<Town> =
            names.iter().map(|name| Town::new(Area { code: String::new(), name: (*name).to_owned() })).collect();
        match town_in(towns.iter(), text) {
            TownRead::One(area) => Some(area.name.clone()),
            TownRead::Several => Some("several".to_owned()),
            TownRead::None => None,
        }
    }

    #[test]
    fn a_township_is_known_in_its_short_forms() {
        let towns = ["月牙河街道", "韩店镇", "李冲回族乡", "十八里店地区", "黄山街道", "西林吉镇"];
        for (text, town) in [
            ("月牙河街满江里", Some("月牙河街道")),
            ("黄山街道办事处张山村", Some("黄山街道")),
            ("黄山办事处张山村", Some("黄山街道")),
            ("李冲回族乡民族村", Some("李冲回族乡")),
            ("李冲乡民族村", Some("李冲回族乡")),
            ("十八里店乡周家庄中路19号院", Some("十八里店地区")),
            ("韩店街道西王新村", Some("韩店镇")),
            ("黄山路7号", None),
            ("月牙河街12号", None),
        ] {
            assert_eq!(named(&towns, text).as_deref(), town, "{text}");
        }
    }

    #[test]
    fn the_official_kind_and_the_longer_name_come_first_and_two_names_leave_it_open() {
        assert_eq!(named(&["城关镇", "城关乡"], "城关乡桥头村").as_deref(), Some("城关乡"));
        assert_eq!(named(&["城关镇", "老城关镇"], "老城关镇一组").as_deref(), Some("老城关镇"));
        assert_eq!(named(&["陈埭镇", "池店镇"], "陈埭镇、池店镇的部分区域").as_deref(), Some("several"));
    }

    #[test]
    fn a_farm_is_known_by_its_whole_name_only() {
        assert_eq!(named(&["黄湖农场"], "黄湖农场三队").as_deref(), Some("黄湖农场"));
        assert_eq!(named(&["黄湖农场"], "黄湖村"), None);
    }
}
