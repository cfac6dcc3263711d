import { createApp } from 'vue'
import '@shared/tokens.css'
import './styles.css'
import App from './App.vue'
import { router } from './router'
import { registerShell } from './update'

async function boot(): Promise<void> {
  createApp(App).use(router).mount('#app')
  await registerShell()
}

void boot()
