//! Invented names, from short lists of our own.

use gridward_domain::households::Sex;
use gridward_domain::identity::PersonName;

use super::dice::Dice;

/// Surnames, the more frequent ones written more often.
const SURNAMES: &str = "王王王王李李李李张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭\
    曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺\
    毛段郝顾龚邵万覃武钱戴严莫孔向常汤";
const MALE: &str =
    "伟强磊军勇杰涛明超亮建国辉鹏飞波斌宇浩凯健俊帆帅旭宁龙林鑫峰阳海山志刚文华东平德福贵全有才树根春生长庆";
const FEMALE: &str = "芳娜敏静丽艳娟霞秀英兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛红玉萍桂珍珠琴巧翠花青慧娇婷雅欣怡琪婉清";
const OLDER_MALE: &str = "建国志明德福贵全有才树根春生长庆文华保成大永兴富金安宝忠义仁厚广茂发";
const OLDER_FEMALE: &str = "秀英兰凤桂珍玉梅素云莲香月琴巧翠花荣爱珠荣芝菊枝侠";

/// A surname.
pub(super) fn surname(dice: &mut Dice) -> char {
    dice.letter(SURNAMES)
}

/// A whole name: nine in ten given names have two characters; people born before 1975 are called as people were then.
pub(super) fn name(dice: &mut Dice, surname: char, sex: Sex, born: i16) -> PersonName {
    let from = match (sex, born < 1975) {
        (Sex::Female, false) => FEMALE,
        (Sex::Female, true) => OLDER_FEMALE,
        (_, false) => MALE,
        (_, true) => OLDER_MALE,
    };
    let mut text = String::from(surname);
    text.push(dice.letter(from));
    if !dice.chance(10) {
        text.push(dice.letter(from));
    }
    PersonName::confirmed(&text)
}

#[cfg(test)]
mod tests {
    use super::{Sex, name, surname};
    use crate::demo::dice::Dice;
    use gridward_domain::identity::PersonName;

    #[test]
    fn every_name_is_one_that_a_ledger_would_take() {
        let mut dice = Dice::seeded(3);
        for born in [1940, 1980, 2015] {
            for sex in [Sex::Male, Sex::Female] {
                for _ in 0..50 {
                    let family = surname(&mut dice);
                    let made = name(&mut dice, family, sex, born);
                    assert_eq!(PersonName::read(&made.text), Ok(made.clone()));
                    assert!((2..=3).contains(&made.text.chars().count()));
                    assert!(made.initials.len() >= 2, "{}", made.text);
                }
            }
        }
    }
}
