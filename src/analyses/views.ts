import FunnelView from './funnel/FunnelView.svelte';
import LifecycleView from './lifecycle/LifecycleView.svelte';
import OverviewMetrics from './overview/OverviewMetrics.svelte';
import OverviewView from './overview/OverviewView.svelte';
import RetentionCurveView from './retention/RetentionCurveView.svelte';
import RetentionTriangleView from './retention/RetentionTriangleView.svelte';
import RfmMapView from './rfm/RfmMapView.svelte';
import RfmSegmentsView from './rfm/RfmSegmentsView.svelte';
import ScoreView from './score/ScoreView.svelte';
import StickinessView from './stickiness/StickinessView.svelte';
import ValueMapView from './value/ValueMapView.svelte';
import ValueSpreadView from './value/ValueSpreadView.svelte';
import ValueTestView from './value/ValueTestView.svelte';
import ValueTrackView from './value/ValueTrackView.svelte';

/** The Svelte views of every analysis, by kind; only rooms import them. */
export const views = {
  overview: { metrics: OverviewMetrics, series: OverviewView },
  funnel: { steps: FunnelView },
  rfm: { segments: RfmSegmentsView, map: RfmMapView },
  score: { histogram: ScoreView },
  retention: { curve: RetentionCurveView, triangle: RetentionTriangleView },
  lifecycle: { bars: LifecycleView },
  stickiness: { bars: StickinessView },
  value: { map: ValueMapView, spread: ValueSpreadView, test: ValueTestView, track: ValueTrackView },
} as const;
