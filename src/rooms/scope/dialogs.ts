/** The dialogs of the top bar, loaded when there is data to ask about: the empty page does not wait for them. */
export { default as FilterDialog } from './FilterDialog.svelte';
export { default as NowDialog } from './NowDialog.svelte';
export { default as SegmentsDialog } from './SegmentsDialog.svelte';
