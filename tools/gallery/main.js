import { mount } from 'svelte';
import '../../src/ui/ui.css';
import Gallery from './Gallery.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
mount(Gallery, { target });
