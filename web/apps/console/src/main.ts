import { createApp } from 'vue'
import '@shared/tokens.css'
import './styles.css'
import App from './App.vue'
import { queries, VueQueryPlugin } from './query'
import { router } from './router'

createApp(App).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#app')
