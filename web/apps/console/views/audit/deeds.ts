import { language } from '@shared/i18n'
import type { AuditRow } from './api'

/** What was done, by the last part of the verb: Chinese, English. */
const deeds: Readonly<Record<string, readonly [string, string]>> = {
  accept: ['接受建议分组', 'accepted proposed sets'],
  account: ['查看账号', 'looked at an account'],
  add: ['新增', 'added'],
  add_user: ['新增人员', 'added a person'],
  amend: ['修订', 'amended'],
  answered_for_area: ['查看谁负责', 'looked up who answers'],
  answered_for_door: ['查看谁负责', 'looked up who answers'],
  arrive: ['登记到达', 'noted as arrived'],
  appoint: ['任命', 'appointed'],
  carry_on: ['随网格延续', 'went on in another grid'],
  change_password: ['改密码', 'changed the password'],
  change_set: ['调整联户', 'changed a liaison’s households'],
  close: ['注销或办结', 'closed'],
  coverage: ['查看责任覆盖', 'looked at coverage'],
  create: ['新设', 'created'],
  curve: ['查看到户进度', 'looked at the progress'],
  decide: ['处理疑似重复', 'decided on a duplicate'],
  doors: ['查看各户情况', 'looked at doors'],
  draft: ['起草', 'drafted'],
  edit: ['修改', 'edited'],
  end: ['结束', 'ended'],
  end_sessions: ['强制退出登录', 'ended sessions'],
  erase: ['到期销毁', 'erased'],
  export: ['导出', 'exported'],
  forward: ['转往外地', 'forwarded'],
  find: ['查看', 'looked at'],
  give_code: ['输入动态口令', 'gave a code'],
  hand_over: ['交接', 'handed over'],
  history: ['查看历史', 'looked at the history'],
  import: ['导入', 'imported'],
  inspect: ['上传待导入文件', 'uploaded a file to import'],
  invite: ['发登录链接', 'made a log-in link'],
  issue: ['签发', 'issued'],
  issue_code: ['启用代码', 'issued a code'],
  link: ['并为重复登记', 'linked as registered twice'],
  list: ['查看名单', 'looked at a list'],
  look: ['看过线索', 'looked into'],
  lock: ['多次输错，锁定账号', 'locked after wrong tries'],
  make: ['制作', 'made'],
  mark_invite_used: ['使用登录链接', 'used a log-in link'],
  merge: ['合并', 'merged'],
  move: ['迁移', 'moved'],
  preview: ['预览导入', 'previewed an import'],
  propose: ['查看建议分组', 'looked at proposed sets'],
  open: ['启动', 'opened'],
  pull: ['下载到手机', 'fetched to a phone'],
  record: ['登记', 'recorded'],
  put_in_force: ['生效', 'put in force'],
  register: ['登记', 'registered'],
  refused: ['下载未导入的行', 'downloaded refused rows'],
  remove: ['注销', 'removed'],
  remove_mapping: ['删除对应方案', 'removed a mapping'],
  rename: ['改名', 'renamed'],
  reset_user: ['重置登录', 'reset a log-in'],
  route: ['改去向', 'sent to another place'],
  same_person: ['合并为同一人', 'joined as one person'],
  save_mapping: ['保存对应方案', 'saved a mapping'],
  search: ['查找', 'searched'],
  set_factor: ['设置动态口令', 'set up a second factor'],
  set_of: ['查看联户名单', 'looked at a liaison’s households'],
  set_log_in: ['设置登录', 'set the log-in'],
  shape: ['更新边界', 'changed boundaries'],
  sheet: ['打印联户表', 'printed a sheet'],
  sign: ['签收', 'signed'],
  sign_in: ['登录', 'signed in'],
  sign_out: ['退出登录', 'signed out'],
  split: ['拆分', 'split'],
  stand_in: ['安排代岗', 'arranged a stand-in'],
  uncovered: ['查看无人联系的户', 'looked at households without a liaison'],
  unmask: ['查看全号', 'looked at a full number'],
  verify: ['核实', 'verified'],
  withdraw: ['撤回', 'withdrew'],
  withdraw_code: ['停用代码', 'withdrew a code'],
}

/** Verbs whose last part means something else for their noun. */
const own: Readonly<Record<string, readonly [string, string]>> = {
  'arrivals.accept': ['外地接收', 'noted as accepted elsewhere'],
  'help_requests.answer': ['答复', 'answered'],
  'help_requests.ask': ['提出', 'asked'],
  'help_requests.close': ['关闭', 'closed'],
  'help_requests.take': ['接办', 'took'],
}

/** What it was done to. */
const nouns: Readonly<Record<string, readonly [string, string]>> = {
  areas: ['区划', 'areas'],
  arrivals: ['返乡报备', 'arrivals'],
  directives: ['防控要求', 'directives'],
  duplicates: ['疑似重复', 'duplicates'],
  exports: ['导出', 'exports'],
  help_requests: ['求助与投诉', 'help requests'],
  households: ['户', 'households'],
  import: ['底册导入', 'ledger import'],
  people: ['人员', 'people'],
  posters: ['报备海报', 'posters'],
  posts: ['岗位', 'posts'],
  receipts: ['回执', 'receipts'],
  responses: ['专项行动', 'responses'],
  risk_areas: ['风险区', 'risk areas'],
  residents: ['居民', 'residents'],
  session: ['登录', 'sign-in'],
  tips: ['群众线索', 'tips'],
  sync: ['手机同步', 'phone'],
}

const inLanguage = (words: readonly [string, string] | undefined, otherwise: string) =>
  words?.[language.value === 'en' ? 1 : 0] ?? otherwise

/** The verb of a row in plain words; a verb that has none is shown as it is kept. */
export const deedOf = ({ verb }: Pick<AuditRow, 'verb'>): string =>
  inLanguage(own[verb] ?? deeds[verb.split('.').pop() ?? ''], verb)

/** The noun of a row in plain words. */
export const nounOf = (noun: string): string => inLanguage(nouns[noun], noun)
