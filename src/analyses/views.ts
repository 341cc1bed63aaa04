/** The Svelte views of every analysis: a line each. Only rooms import them. */
export { default as FunnelView } from './funnel/FunnelView.svelte';
export { default as LifecycleView } from './lifecycle/LifecycleView.svelte';
export { default as MigrationFlowsView } from './migration/MigrationFlowsView.svelte';
export { default as MigrationMatrixView } from './migration/MigrationMatrixView.svelte';
export { default as OverviewMetrics } from './overview/OverviewMetrics.svelte';
export { default as OverviewView } from './overview/OverviewView.svelte';
export { default as RetentionCurveView } from './retention/RetentionCurveView.svelte';
export { default as RetentionTriangleView } from './retention/RetentionTriangleView.svelte';
export { default as RfmMapView } from './rfm/RfmMapView.svelte';
export { default as RfmSegmentsView } from './rfm/RfmSegmentsView.svelte';
export { default as ScoreView } from './score/ScoreView.svelte';
export { default as StickinessView } from './stickiness/StickinessView.svelte';
export { default as ValueMapView } from './value/ValueMapView.svelte';
export { default as ValueSpreadView } from './value/ValueSpreadView.svelte';
export { default as ValueTestView } from './value/ValueTestView.svelte';
export { default as ValueTrackView } from './value/ValueTrackView.svelte';
