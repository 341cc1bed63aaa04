import './ui/ui.css';
import { mount } from 'svelte';
import databaseUrl from '../workers/database/database.worker.ts?worker&url';
import computeUrl from '../workers/compute/compute.worker.ts?worker&url';
import crossUrl from '../workers/cross/cross.worker.ts?worker&url';
import scanUrl from '../workers/scan/scan.worker.ts?worker&url';
import scoreUrl from '../workers/score/score.worker.ts?worker&url';
import App from './App.svelte';
import { LaterEngine } from './analyses/later';
import { appWorker, trustedScript } from './engines/app-worker';
import { RemoteComputer } from './engines/computer';
import { RemoteCrosser } from './engines/crosser';
import { Offline } from './engines/offline';
import { fileSource, RemoteEngine } from './engines/remote';
import { RemoteScanner } from './engines/scanner';
import { RemoteScorer } from './engines/scorer';
import { CrossFilter } from './state/cross.svelte';
import { OfflineCopy } from './state/offline.svelte';
import { Preferences } from './state/preferences.svelte';
import { PrivacyLog } from './state/privacy.svelte';
import { Route } from './state/route.svelte';
import { Workspace } from './state/workspace.svelte';

const privacy = new PrivacyLog(window.location.origin);
privacy.watch(window);

const engine = new RemoteEngine(
  () => appWorker(databaseUrl, 'database'),
  () => workspace.lost(),
);
const scorer = new RemoteScorer(() => appWorker(scoreUrl, 'score'));
const computer = new RemoteComputer(() => appWorker(computeUrl, 'compute'));
const scanner = new RemoteScanner(() => appWorker(scanUrl, 'scan'));
const workspace = new Workspace({ engine: new LaterEngine(engine), scorer, computer, scanner }, fileSource);
workspace.scope.models.kept = async (sha256) => (await import('./state/predict/shelf')).deviceFile(sha256);
scorer.files = (sha256) => workspace.scope.models.find(sha256);
const cross = new CrossFilter(new RemoteCrosser(() => appWorker(crossUrl, 'cross')), (signal, statement) =>
  engine.query(signal, statement),
);

const offline = new OfflineCopy(new Offline());
void offline.start(trustedScript);

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
mount(App, {
  target,
  props: {
    workspace,
    route: new Route(window.location),
    preferences: new Preferences(storage(), navigator.languages),
    privacy,
    offline,
    scorer,
    cross,
  },
});

// After the first paint: the page comes first, and the engine is there before a person has chosen a file.
requestAnimationFrame(() => setTimeout(() => void engine.warm()));

/** This browser's storage, or null where it is denied. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    // A sandboxed frame or a strict setting: reading the property throws, and there is no other way to ask.
    return null;
  }
}
