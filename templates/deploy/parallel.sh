#!/bin/sh
# 用 GNU parallel 把逐家发放的文件分给几台办公电脑排版。由 hongtou init --deploy parallel 写出，可按本单位情况修改。
# Makes the letters of a merge on a few office machines by GNU parallel.
#
# 用法：LETTER、ROSTER 改成本单位的，在工作区里运行 sh deploy/parallel.sh；没做完就再运行一次，只补没做成的。
# 多台电脑：工作区放在各台都能读写、路径相同的共享文件夹里，给 parallel 加上 --wd . --sshlogin 主机甲,主机乙,:
# For several machines share the workspace under one path and add: --wd . --sshlogin host-a,host-b,:
#
# 退出码 / exit codes: 1 数据与计划不符；2 故障，再运行一次；3 个别行排不出，join 会点名
LETTER=${LETTER:-policies/example/letter.yaml}
ROSTER=${ROSTER:-roster.csv}

hongtou merge plan "$LETTER" --roster "$ROSTER" --out plan.json || exit
parallel --joblog shards.log --resume-failed hongtou merge render --plan plan.json --roster "$ROSTER" --shard {}/8 --out shards --jobs 1 ::: 1 2 3 4 5 6 7 8
hongtou merge join --plan plan.json --roster "$ROSTER" --out out shards/shard-*
