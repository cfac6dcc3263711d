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

pub(super) static ABOVE_YOU: Fault = Fault::new(
    "people_above_you",
    403,
    "这个人的岗位不归您任免，不能由您改动；系统管理员的登录请在服务器上用命令重置。",
    "You do not fill this person's posts, so you can't change the person. An administrator's log-in is reset by a \
     command at the server.",
);
pub(super) static HAS_LEFT: Fault = Fault::new(
    "people_has_left",
    409,
    "这个人已离任，不能再改。",
    "This person has left and can't be changed any more.",
);
pub(super) static REASON_MISSING: Fault = Fault::new(
    "people_reason_missing",
    422,
    "请写明原因，以后查得到。",
    "Give a reason, so that it can be looked up later.",
);
pub(super) static BAD_NAME: Fault = Fault::new(
    "people_bad_name",
    422,
    "请填写姓名（最多 40 个字），不要带括号和符号。",
    "Give the name (at most 40 characters), without notes and signs.",
);
pub(super) static BAD_PHONE: Fault = Fault::new(
    "people_bad_phone",
    422,
    "工作电话只能有数字、空格和 + - /，没有可以不填。",
    "A work phone has digits, blanks and + - / only; leave it empty if there is none.",
);
pub(super) static BAD_CURSOR: Fault = Fault::new(
    "people_bad_cursor",
    400,
    "翻页标记无效，请从第一页重新查看。",
    "The cursor is none of ours; begin at the first page.",
);

pub(super) static NO_AREAS: Fault = Fault::new(
    "people_no_areas",
    409,
    "还没有导入区划，现在只能有第一位系统管理员；请先导入区划，再登记其他人。",
    "No areas have been imported yet, so there can be only the first administrator; import the areas first.",
);
pub(super) static NO_SUCH_AREA: Fault = Fault::new(
    "people_no_such_area",
    422,
    "没有这个代码的区划，请核对后重试。",
    "No area has this code today; check it and try again.",
);
pub(super) static NO_SUCH_LOG_IN: Fault = Fault::new(
    "people_no_such_log_in",
    404,
    "没有这个用户名，可以用 gridward user list 查看。",
    "Nobody has this log-in name; `gridward user list` shows them all.",
);
pub(super) static ROLE_DOES_NOT_FIT: Fault = Fault::new(
    "people_role_does_not_fit",
    422,
    "这个岗位不能设在这一级区划；联户人请在页面上按住户任命。",
    "This role is not held at an area of that level; a liaison is appointed on the page, with a household set.",
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
