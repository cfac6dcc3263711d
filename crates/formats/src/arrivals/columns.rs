//! The columns that a roster has and a ledger does not.

use crate::header::{Layout, heading_key};

/// Where they are, counted from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) origin: Option<usize>,
    pub(super) arrival: Option<usize>,
    pub(super) transport: Option<usize>,
}

/// Names after [`heading_key`], which leaves out what stands in brackets.
const ORIGIN: &str = "返乡前所在地 返乡前居住地 返乡前地址 返乡来源 返乡来源地 来源地 来源地区 来源 出发地 出发地点 \
     始发地 旅居地 旅居史 旅居地点 从何地返乡 从何处返回 何地返乡 何处返回 返回前所在地 来自 来自何地 来自何处 \
     来自哪里 外出地 外出地点 外出务工地 务工地 务工地点 在外地址 返乡地 返程地 origin from";
const ARRIVAL: &str = "返乡时间 返乡日期 抵达时间 抵达日期 到达时间 到达日期 返回时间 返回日期 到家时间 到家日期 \
     返程时间 返程日期 来时间 返时间 回乡时间 回乡日期 预计返乡时间 预计返乡日期 计划返乡时间 计划返乡日期 \
     拟返乡时间 预计到达时间 预计抵达时间 抵达本地时间 到本地时间 arrival";
const TRANSPORT: &str = "交通方式 交通工具 返乡方式 返乡交通方式 乘坐交通工具 交通 transport";

impl Columns {
    pub(super) fn find(layout: &Layout) -> Self {
        let at = |names: &str| {
            layout.map.columns.iter().position(|column| {
                // The lower name of a two-row head is the column's own.
                let own = column.header.rsplit('/').next().unwrap_or_default();
                [heading_key(&column.header), heading_key(own)]
                    .iter()
                    .any(|key| names.split_whitespace().any(|name| name == key))
            })
        };
        Self { origin: at(ORIGIN), arrival: at(ARRIVAL), transport: at(TRANSPORT) }
    }

    /// Whether neither where from nor when is there.
    pub(super) fn is_empty(&self) -> bool {
        self.origin.is_none() && self.arrival.is_none()
    }
}
