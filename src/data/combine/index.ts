export { combinedColumns, type CombinedColumn } from './assemble';
export {
  columnsOf,
  dropOf,
  groupOf,
  keepMerges,
  onlyPart,
  periodColumns,
  proposedMerges,
  withDrop,
  withLabel,
  withMerge,
  withTable,
  withTables,
  type ProposedMerge,
} from './edit';
export { columnOf, lookAt, type ColumnFacts, type TableFacts } from './facts';
export { countJoin, findKeys, keyColumns, type JoinCounts, type KeyChoice } from './keys';
export { labelCandidates, likelyLabel, MOST_CLASSES } from './labels';
export { combine } from './make';
export { preview, type Preview } from './preview';
export { groupParts, proposePlan, type Proposal } from './propose';
export { grouped, joinedTable, partTable, periodChoices, pivotOf } from './proposeShape';
export { stepHead } from './stepHead';
export { textColumns } from './text-columns';
