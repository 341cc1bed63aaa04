import FunnelView from './funnel/FunnelView.svelte';
import OverviewMetrics from './overview/OverviewMetrics.svelte';
import OverviewView from './overview/OverviewView.svelte';
import RfmMapView from './rfm/RfmMapView.svelte';
import RfmSegmentsView from './rfm/RfmSegmentsView.svelte';
import ScoreView from './score/ScoreView.svelte';

/** The Svelte views of every analysis, by kind; only rooms import them. */
export const views = {
  overview: { metrics: OverviewMetrics, series: OverviewView },
  funnel: { steps: FunnelView },
  rfm: { segments: RfmSegmentsView, map: RfmMapView },
  score: { histogram: ScoreView },
} as const;
