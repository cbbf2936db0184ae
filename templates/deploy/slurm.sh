#!/bin/sh
# 用 Slurm 的作业数组把逐家发放的文件分给多台机器排版。由 hongtou init --deploy slurm 写出，可按本单位情况修改。
# Makes the letters of a merge by a job array of Slurm.
#
# 用法：LETTER 和名册改成本单位的，在工作区里依次运行（第二条印出作业号，填进第三条）：
#   hongtou merge plan policies/example/letter.yaml --roster roster.csv --out plan.json
#   sbatch --parsable deploy/slurm.sh
#   sbatch --dependency=afterany:作业号 --wrap 'hongtou merge join --plan plan.json --roster roster.csv --out out shards/shard-*'
#
# 分片数只写在 --array 里，从 1 起连续编号；%10 是同时运行几片。每片几千份为宜：每分钟启动的作业不要超过十个。
# The number of shards stands in --array alone, numbered from 1 without gaps.
# 补做某一片用 scontrol requeue 作业号_片号，不要另交一个只有几片的数组。
# To make one shard again requeue it; an array of some shards only would be another division.
#
# 退出码 / exit codes: 1 数据与计划不符，3 个别行排不出，都不重试；2 故障，重新排队，最多三次
#SBATCH --job-name=hongtou
#SBATCH --array=1-50%10
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --time=02:00:00
#SBATCH --requeue
#SBATCH --open-mode=append

hongtou merge render --plan plan.json --roster "${ROSTER:-roster.csv}" --shard auto --out shards --jobs 2
code=$?
if [ "$code" -eq 2 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
fi
exit "$code"
