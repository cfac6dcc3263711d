//! Why a request about people and log-ins is declined.

use gridward_domain::people::{BadLogIn, BadPassword};
use gridward_domain::{Fault, Refusal};

pub(super) static WRONG_LOG_IN: Fault = Fault::new(
    "people_wrong_log_in",
    401,
    "用户名或密码不对。连续错 5 次会锁定 15 分钟；忘了密码请找单位的系统管理员重发链接。",
    "Wrong user name or password. Five wrong tries in a row lock it for 15 minutes; if you forgot the password, ask \
     your administrator for a new link.",
);
pub(super) static LOCKED: Fault = Fault::new(
    "people_locked",
    423,
    "错误次数太多，这个用户名已锁定，请 {minutes} 分钟后再试。",
    "Too many wrong tries: this user name is locked; try again in {minutes} minutes.",
);
pub(super) static WRONG_CODE: Fault = Fault::new(
    "people_wrong_code",
    422,
    "验证码不对或已用过，请等验证器显示下一个码再输。",
    "The code is wrong or was used before; wait for the next one your authenticator shows.",
);
pub(super) static FACTOR_MISSING: Fault = Fault::new(
    "people_factor_missing",
    409,
    "还没有绑定验证器，请先扫码绑定。",
    "No authenticator is set up yet; scan the code first.",
);
pub(super) static FACTOR_SET: Fault = Fault::new(
    "people_factor_set",
    409,
    "已经绑定过验证器。换手机请找系统管理员重发链接。",
    "An authenticator is set up already. For a new phone, ask your administrator for a new link.",
);
pub(super) static INVITE_OVER: Fault = Fault::new(
    "people_invite_over",
    404,
    "这个链接已用过或已过期，请找系统管理员重发。",
    "This link was used before or has expired; ask your administrator for a new one.",
);
pub(super) static LOG_IN_TAKEN: Fault = Fault::new(
    "people_log_in_taken",
    409,
    "这个用户名已有人用，请换一个。",
    "This user name is taken; choose another.",
);
pub(super) static LOG_IN_LENGTH: Fault =
    Fault::new("people_log_in_length", 422, "用户名要 2 到 40 个字。", "A user name has 2 to 40 characters.");
pub(super) static LOG_IN_SIGN: Fault = Fault::new(
    "people_log_in_sign",
    422,
    "用户名只能用汉字、字母、数字和 . - _ @，中间不能有空格。",
    "A user name has letters, digits and . - _ @ only, and no blanks.",
);
pub(super) static PASSWORD_LENGTH: Fault = Fault::new(
    "people_password_length",
    422,
    "密码至少 10 个字，最多 256 个字节。可以用一句自己记得住的话。",
    "A password has at least 10 characters and at most 256 bytes. A sentence you remember is fine.",
);
pub(super) static PASSWORD_LOG_IN: Fault = Fault::new(
    "people_password_is_log_in",
    422,
    "密码不能和用户名一样或差不多，请换一个。",
    "The password must not be the user name or nearly so; choose another.",
);
pub(super) static PASSWORD_OBVIOUS: Fault = Fault::new(
    "people_password_obvious",
    422,
    "这个密码太常见，容易被猜中，请换一个。",
    "This password is among the first to be guessed; choose another.",
);
pub(super) static WRONG_PASSWORD: Fault = Fault::new(
    "people_wrong_password",
    422,
    "现在的密码不对，请重新输入。",
    "The present password is wrong; type it again.",
);

pub(super) fn of_log_in(bad: BadLogIn) -> Refusal {
    match bad {
        BadLogIn::Length => LOG_IN_LENGTH.at("body.login"),
        BadLogIn::Sign => LOG_IN_SIGN.at("body.login"),
    }
}

pub(super) fn of_password(bad: BadPassword) -> Refusal {
    match bad {
        BadPassword::Length => PASSWORD_LENGTH.at("body.password"),
        BadPassword::LogIn => PASSWORD_LOG_IN.at("body.password"),
        BadPassword::Obvious => PASSWORD_OBVIOUS.at("body.password"),
    }
}
