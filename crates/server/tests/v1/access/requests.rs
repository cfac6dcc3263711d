//! How each route is asked about a target. What would change the record names a revision that nobody saw: whoever may
//! change it is told so, and nothing happens.

use gridward_domain::{Id, Ids};
use serde_json::{Value, json};

use super::place::Target;

/// What a request brings along.
pub(super) enum Sent {
    Nothing,
    Json(Value),
    Text(&'static str),
    Form(String),
}

/// A request about a target.
pub(super) struct Asking {
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: String,
    pub(super) body: Sent,
}

/// Routes for those who are not logged in.
pub(super) const PUBLIC: [&str; 6] =
    ["accept_invite", "begin_second_factor", "find_invite", "give_code", "sign_in", "sign_out"];

fn get(query: String) -> Asking {
    Asking { path: Vec::new(), query, body: Sent::Nothing }
}

fn post(body: Value) -> Asking {
    Asking { path: Vec::new(), query: String::new(), body: Sent::Json(body) }
}

impl Asking {
    fn of(mut self, name: &'static str, id: Id) -> Self {
        self.path.push((name, id.to_string()));
        self
    }
}

/// The request of an operation about a target; nothing when the operation is not listed.
pub(super) fn request(operation: &str, target: &Target) -> Option<Asking> {
    of_areas(operation, target)
        .or_else(|| of_posts(operation, target))
        .or_else(|| of_ledger(operation, target))
        .or_else(|| of_imports(operation, target))
        .or_else(|| of_directives(operation, target))
        .or_else(|| of_responses(operation, target))
        .or_else(|| of_risk_areas(operation, target))
        .or_else(|| of_people(operation, target))
        .or_else(|| of_arrivals(operation, target))
        .or_else(|| of_plans(operation, target))
        .or_else(|| of_rule_tables(operation, target))
        .or_else(|| of_help_requests(operation, target))
}

fn of_areas(operation: &str, target: &Target) -> Option<Asking> {
    let area = target.area.id;
    let asking = match operation {
        "create_area" => {
            let level = target.area.level.below().unwrap_or(target.area.level);
            post(json!({ "parent_id": area, "level": level, "name": "新区" }))
        }
        "import_areas" => Asking {
            body: Sent::Text("code,name,parent_code,level\n419999999999,新村,,5\n"),
            ..get("?dry_run=true".to_owned())
        },
        "import_boundaries" => Asking {
            body: Sent::Text("{\"type\":\"FeatureCollection\",\"features\":[]}"),
            ..get("?dry_run=true".to_owned())
        },
        "find_areas_by_code" => get("?code=411526109000".to_owned()),
        "merge_areas" => {
            let grid = json!({ "id": target.grid, "rev": 999 });
            post(json!({ "grids": [grid, grid], "name": "合并", "reason": "太小" }))
        }
        "tree_of_areas" => get(format!("?root={area}")),
        "find_answered_for_area" | "find_area" | "list_areas_below" | "list_area_codes" | "list_area_history" => {
            get(String::new()).of("id", area)
        }
        "list_area_shapes" => get("?level=grid".to_owned()).of("id", area),
        "close_area" => post(json!({ "rev": 999, "reason": "撤销" })).of("id", area),
        "rename_area" => post(json!({ "rev": 999, "name": "新名" })).of("id", area),
        "split_area" => post(json!({ "rev": 999, "parts": [], "reason": "太大" })).of("id", area),
        "issue_area_code" => post(json!({ "code": "900001", "from_on": "2022-01-01" })).of("id", area),
        "withdraw_area_code" => post(json!({ "to_on": "2000-01-01" })).of("id", area).of("code_id", target.code),
        "find_jurisdiction" => get(String::new()),
        _ => return None,
    };
    Some(asking)
}

fn of_posts(operation: &str, target: &Target) -> Option<Asking> {
    let (area, grid, person) = (target.area.id, target.grid, target.spare);
    let asking = match operation {
        "appoint_post" => post(json!({ "person_id": person, "role": "grid_worker", "area_id": grid })),
        "propose_liaison_sets" => get(format!("?grid={grid}")),
        "accept_liaison_sets" => post(json!({ "grid_id": grid, "sets": [] })),
        "list_post_rights" => get(String::new()),
        "find_post" | "list_post_households" => get(String::new()).of("id", target.post),
        "end_post" => post(json!({ "rev": 999, "reason": "调走" })).of("id", target.post),
        "hand_over_post" => post(json!({ "rev": 999, "to_person_id": person })).of("id", target.post),
        "change_post_households" => post(json!({ "rev": 999 })).of("id", target.post),
        "stand_in_for_post" => {
            post(json!({ "person_id": person, "to_at": target.tomorrow, "reason": "请假" })).of("id", target.post)
        }
        "find_coverage" | "list_coverage_gaps" | "list_posts" => get(format!("?area={area}")),
        "list_uncovered_households" => get("?kind=without_liaison".to_owned()).of("id", grid),
        "find_answered_for_household" => get(String::new()).of("id", target.household),
        _ => return None,
    };
    Some(asking)
}

fn of_ledger(operation: &str, target: &Target) -> Option<Asking> {
    let (household, resident) = (target.household, target.resident);
    let merge = || json!({ "rev": 999, "into": target.nothing, "into_rev": 1 });
    let asking = match operation {
        "list_duplicates" | "list_households" => get(format!("?area={}", target.area.id)),
        "create_household" => post(json!({ "grid_id": target.grid, "door": "9号" })),
        "search_households" => post(json!({ "q": "李" })),
        "find_household" | "household_history" => get(String::new()).of("id", household),
        "edit_household" => post(json!({ "rev": 999, "door": "8号" })).of("id", household),
        "close_household" => post(json!({ "rev": 999, "reason": "搬走" })).of("id", household),
        "merge_household" => post(merge()).of("id", household),
        "move_household" => post(json!({ "rev": 999, "grid_id": target.grid })).of("id", household),
        "split_household" => {
            let new = json!({ "grid_id": target.grid, "door": "7号" });
            post(json!({ "rev": 999, "residents": [resident], "household": new })).of("id", household)
        }
        "add_resident" => post(json!({ "household_id": household, "resident": { "name": "王秀英" } })),
        "find_resident" => get(String::new()).of("id", resident),
        "edit_resident" => post(json!({ "rev": 999, "resident": { "name": "李威" } })).of("id", resident),
        "remove_resident" => post(json!({ "rev": 999, "reason": "去世" })).of("id", resident),
        "merge_resident" => post(merge()).of("id", resident),
        "move_resident" => post(json!({ "rev": 999, "household_id": household })).of("id", resident),
        "unmask_number" => post(json!({ "field": "phone", "reason": "打电话通知" })).of("id", resident),
        "decide_duplicate" => post(json!({ "decision": "drop" })).of("id", target.nothing),
        _ => return None,
    };
    Some(asking)
}

fn of_imports(operation: &str, target: &Target) -> Option<Asking> {
    let area = target.area.id;
    let asking = match operation {
        "upload_ledger" => Asking {
            body: Sent::Form(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n姓名,门牌号\n张三,1号\r\n--x--\r\n"
                    .to_owned(),
            ),
            ..get(String::new())
        },
        "list_mappings" | "past_imports" | "forget_upload" | "refused_rows" => get(String::new()),
        "save_mapping" => post(json!({ "name": "表", "map": { "columns": [] } })),
        "remove_mapping" => get(String::new()).of("id", target.nothing),
        "preview_import" => post(json!({ "area_id": area })),
        "run_import" => post(json!({ "area_id": area, "mode": "all_or_nothing" })),
        _ => return None,
    };
    Some(asking)
}

fn of_directives(operation: &str, target: &Target) -> Option<Asking> {
    let (area, id) = (target.area.id, target.directive);
    let text = |more: Value| {
        let mut text = json!({ "title": "入户排查", "body": "每户排查。", "source_document": "", "priority": "normal",
            "deadline_at": target.tomorrow });
        if let (Some(text), Some(more)) = (text.as_object_mut(), more.as_object()) {
            text.extend(more.clone());
        }
        text
    };
    let receipt = json!({ "directive_id": id, "household_id": target.household, "version": 1, "state": "told",
        "channel": "visit", "how_known": "seen", "device_at": target.tomorrow - 86_400_000 });
    let op = Ids::Random.make();
    let asking = match operation {
        "list_directives" | "pull_sync" => get(String::new()),
        "draft_directive" => post(text(json!({ "scope": [area] }))),
        "edit_draft" => post(text(json!({ "scope": [area], "rev": 999 }))).of("id", id),
        "amend_directive" => post(text(json!({ "reason": "更正", "rev": 999 }))).of("id", id),
        "issue_directive" => post(json!({ "rev": 999 })).of("id", id),
        "close_directive" | "withdraw_directive" => post(json!({ "rev": 999, "reason": "结束" })).of("id", id),
        "find_directive" | "find_reach_curve" | "list_late" | "list_signatures" | "list_directive_versions" => {
            get(String::new()).of("id", id)
        }
        "list_doors" | "find_reach" => get(format!("?area={area}")).of("id", id),
        "export_reach" => post(json!({ "purpose": "向县里汇报进度" })).of("id", id),
        "fetch_export" => get(String::new()).of("id", target.nothing),
        "find_liaison_sheet" => get(format!("?post={}&base=https://town.example", target.post)).of("id", id),
        "sign_directive" => post(json!({ "area_id": area })).of("id", id),
        "record_receipts" => {
            let mut command = receipt;
            command["op_id"] = json!(op);
            post(json!({ "receipts": [command] }))
        }
        "push_sync" => post(json!({ "commands": [{ "op_id": op, "kind": "receipt", "input": receipt }] })),
        _ => return None,
    };
    Some(asking)
}

fn of_responses(operation: &str, target: &Target) -> Option<Asking> {
    let (area, id) = (target.area.id, target.response);
    let terms = |more: Value| {
        let mut terms = json!({ "name": "返乡防控", "purpose": "核实返乡人员。", "legal_basis": "潢防指〔2022〕12号",
            "from_at": target.tomorrow, "retention_days": 30, "backup_days": 30 });
        if let (Some(terms), Some(more)) = (terms.as_object_mut(), more.as_object()) {
            terms.extend(more.clone());
        }
        terms
    };
    let asking = match operation {
        "list_responses" | "list_programmes" => get(String::new()),
        "open_response" => post(terms(json!({ "area_id": area }))),
        "find_response" | "find_certificate" => get(String::new()).of("id", id),
        "edit_response" => post(terms(json!({ "rev": 999 }))).of("id", id),
        "close_response" => post(json!({ "rev": 999, "reason": "疫情结束", "witness_id": target.person })).of("id", id),
        _ => return None,
    };
    Some(asking)
}

fn of_risk_areas(operation: &str, target: &Target) -> Option<Asking> {
    let of_response = || get(format!("?response={}", target.response));
    let asking = match operation {
        "upload_risk_list" => Asking {
            body: Sent::Form(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n等级,省,市,县,地点\n高,河南省,信阳市,潢川县,一组\r\n--x--\r\n"
                    .to_owned(),
            ),
            ..of_response()
        },
        "put_risk_list_in_force" => post(json!({ "source": "国务院客户端" })).of("id", target.nothing),
        "list_downgrades" | "list_risk_lists" | "list_risk_places" | "list_waiting_places" => of_response(),
        "withdraw_risk_list" => post(json!({ "reason": "传错了文件" })).of("id", target.nothing),
        "decide_risk_place" => post(json!({})).of("id", target.nothing),
        _ => return None,
    };
    Some(asking)
}

fn of_people(operation: &str, target: &Target) -> Option<Asking> {
    let (area, person) = (target.area.id, target.person);
    let asking = match operation {
        "list_people" | "me" | "list_audit" | "verify_audit" | "follow_live" | "begin_second_factor" | "sign_out" => {
            get(String::new())
        }
        "add_person" => post(json!({ "name": "新人", "work_phone": "", "area_id": area })),
        "edit_person" => post(json!({ "rev": 999, "name": "改名" })).of("id", person),
        "end_person" => post(json!({ "rev": 999, "reason": "调走" })).of("id", person),
        "invite_person" => post(json!({})).of("id", person),
        "end_sessions" => get(String::new()).of("id", person),
        "change_password" => post(json!({ "current": "x", "password": "一场春雨一场暖和起来" })),
        "sign_in" => post(json!({ "login": "nobody", "password": "x" })),
        "give_code" => post(json!({ "code": "000000" })),
        "find_invite" => get(String::new()).of("token", target.nothing),
        "accept_invite" => {
            post(json!({ "login": "nobody", "password": "一场春雨一场暖和起来" })).of("token", target.nothing)
        }
        _ => return None,
    };
    Some(asking)
}

fn of_arrivals(operation: &str, target: &Target) -> Option<Asking> {
    let (id, response) = (target.arrival, target.response);
    let asking = match operation {
        "import_roster" | "reconcile_pushed" | "reply_to_pushed" => {
            let purpose = if operation == "reply_to_pushed" { "&purpose=answer" } else { "" };
            let dry = if operation == "import_roster" { "&dry_run=true" } else { "" };
            let file =
                "姓名,出生日期,联系电话,村,来源地,返乡日期\n张三,1990-01-01,15471410699,黄寺岗村,上海市,2022-04-12\n";
            Asking {
                body: Sent::Text(file),
                ..get(format!("?response={response}&area={}{purpose}{dry}", target.area.id))
            }
        }
        "make_poster" => post(json!({ "response_id": response, "kind": "village", "area_id": target.grid })),
        "end_poster" => get(String::new()).of("code", target.nothing),
        "look_at_tip" => post(json!({ "outcome": "known" })).of("id", target.nothing),
        "report_zero" => post(json!({ "response_id": response, "area_id": target.area.id, "on": "2022-04-15" })),
        "list_arrivals" | "count_arrivals" | "count_returned" | "list_posters" | "list_tips" => {
            get(format!("?response={response}&area={}", target.area.id))
        }
        "register_arrival" => post(json!({ "response_id": response, "channel": "desk", "arrived_on": "2022-04-15",
            "destination": { "area_id": target.grid }, "people": [{ "name": "何还乡" }] })),
        "find_arrival" => get(String::new()).of("id", id),
        "edit_arrival" => post(json!({ "rev": 999, "reason": "更正" })).of("id", id),
        "arrive_arrival" => post(json!({ "rev": 999, "arrived_on": "2022-04-15", "how_known": "seen" })).of("id", id),
        "verify_arrival" => post(json!({ "rev": 999, "by": "visit" })).of("id", id),
        "route_arrival" => post(json!({ "rev": 999, "destination": { "area_id": target.grid } })).of("id", id),
        "forward_arrival" => {
            post(json!({ "rev": 999, "to": "外地", "how_known": "called", "reason": "去了外地" })).of("id", id)
        }
        "accept_arrival" => post(json!({ "rev": 999, "reason": "对方已接收" })).of("id", id),
        "link_arrival" => post(json!({ "rev": 999, "into": target.nothing })).of("id", id),
        "end_arrival" => {
            post(json!({ "rev": 999, "state": "wrong_data", "how_known": "called", "reason": "查无此人" })).of("id", id)
        }
        "unmask_arrival" => post(json!({ "field": "phone", "reason": "打电话核实" })).of("id", id),
        _ => return None,
    };
    Some(asking)
}

fn of_plans(operation: &str, target: &Target) -> Option<Asking> {
    let (plan, response, area) = (target.plan, target.response, target.area.id);
    let asking = match operation {
        "list_plans" => get(format!("?response={response}&area={area}&state=in_force")),
        "count_plans" | "list_screenings" | "count_follow_ups" => get(format!("?response={response}&area={area}")),
        "list_follow_ups" => get(format!("?area={area}")),
        "assess_arrival" => post(json!({ "arrival_id": target.arrival })),
        "find_plan" | "find_plan_notice" => get(String::new()).of("id", plan),
        "confirm_plan" => post(json!({ "rev": 999 })).of("id", plan),
        "reject_plan" | "end_plan" | "release_plan" => post(json!({ "rev": 999, "reason": "核实" })).of("id", plan),
        "report_follow_up" => {
            let report = json!({ "outcome": "not_attempted", "how_known": "not_reached", "device_at": 0 });
            post(report).of("id", target.follow_up)
        }
        "list_follow_up_reports" => get(String::new()).of("id", target.follow_up),
        "acknowledge_screening" => post(json!({ "grid_id": target.grid })).of("id", target.nothing),
        "send_screening" | "try_risk_list" => get(String::new()).of("id", target.nothing),
        _ => return None,
    };
    Some(asking)
}

fn of_rule_tables(operation: &str, target: &Target) -> Option<Asking> {
    let table = crate::rule_tables::table;
    let typed = || json!({ "response_id": target.response, "table": table() });
    let asking = match operation {
        "list_rule_tables" | "find_base_rules" => get(format!("?response={}", target.response)),
        "draft_rule_table" | "check_rule_table" => post(typed()),
        "find_rule_table" | "try_rule_table" => get(String::new()).of("id", target.nothing),
        "edit_rule_table" => post(json!({ "rev": 999, "table": table() })).of("id", target.nothing),
        "discard_rule_table" | "put_rule_table_in_force" => post(json!({ "rev": 999 })).of("id", target.nothing),
        "withdraw_rule_table" => post(json!({ "reason": "抄错了天数" })).of("id", target.nothing),
        _ => return None,
    };
    Some(asking)
}

fn of_help_requests(operation: &str, target: &Target) -> Option<Asking> {
    let asking = match operation {
        "list_help_requests" => get(format!("?response={}&area={}", target.response, target.area.id)),
        "take_help_request" => post(json!({ "rev": 999 })).of("id", target.help_request),
        "answer_help_request" | "close_help_request" => {
            post(json!({ "rev": 999, "answer": "已送到" })).of("id", target.help_request)
        }
        _ => return None,
    };
    Some(asking)
}
