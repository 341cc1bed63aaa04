import './ui/ui.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { RemoteEngine } from './engines/remote';
import { OfflineCopy } from './engines/offline';
import { RemoteScorer } from './engines/scorer';
import { Preferences } from './state/preferences.svelte';
import { PrivacyLog } from './state/privacy.svelte';
import { Route } from './state/route.svelte';
import { Workspace } from './state/workspace.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
mount(App, { target, props: {} });
