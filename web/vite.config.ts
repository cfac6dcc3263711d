import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { VantResolver } from '@vant/auto-import-resolver'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig, type PluginOption, type UserConfig } from 'vite'
import { faceOutput } from './build/face-output.ts'
import { lateCss } from './build/late-css.ts'
import { vantNoIconFont } from './build/vant-no-icon-font.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** One face of Gridward: built by itself, with its own base path and its own oldest browser. */
interface Face {
  base: string
  target: string[]
  plugins: PluginOption[]
  serviceWorker: boolean
  /** The one script of a face whose pages the server writes; none for a face with a page of its own. */
  script?: string
}

const faces: Record<string, Face> = {
  console: {
    base: '/console/',
    target: ['chrome94'],
    plugins: [
      Components({
        dirs: [],
        resolvers: [ElementPlusResolver({ importStyle: 'css' })],
        dts: here('./apps/console/components.d.ts'),
      }),
    ],
    serviceWorker: false,
  },
  field: {
    base: '/m/',
    target: ['chrome80', 'safari14'],
    plugins: [
      Components({ dirs: [], resolvers: [VantResolver()], dts: here('./apps/field/components.d.ts') }),
      vantNoIconFont(),
      lateCss(),
    ],
    serviceWorker: true,
  },
  public: {
    base: '/p/',
    target: ['chrome80', 'safari14'],
    plugins: [],
    serviceWorker: false,
    script: 'enhance.ts',
  },
}

export default defineConfig(({ command }): UserConfig => {
  const name = process.env.FACE ?? ''
  const face = faces[name]
  if (!face) throw new Error(`set FACE to one of: ${Object.keys(faces).join(', ')}`)
  const outDir = here(`./dist/${name}`)
  const server = { target: process.env.GRIDWARD_SERVER ?? 'http://127.0.0.1:8080' }
  return {
    root: here(`./apps/${name}`),
    base: face.base,
    resolve: {
      alias: {
        '@shared': here('./shared'),
        '@console': here('./apps/console'),
        '@field': here('./apps/field'),
      },
    },
    plugins: [
      vue(),
      ...face.plugins,
      command === 'build' &&
        faceOutput({
          outDir,
          page: !face.script,
          base: face.base,
          target: face.target,
          serviceWorker: face.serviceWorker ? here(`./apps/${name}/src/sw.ts`) : undefined,
        }),
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: face.target,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        // A fixed name: the server writes it into its pages.
        ...(face.script && {
          input: here(`./apps/${name}/${face.script}`),
          output: { entryFileNames: '[name].js' },
        }),
        // How long a plugin took says something of the machine, nothing of what was built.
        checks: { pluginTimings: false },
        // A warning of the bundler is a fault that some old browser will meet.
        onwarn(warning) {
          throw new Error(`the bundler warns: ${warning.message}`)
        },
      },
    },
    server: {
      // The console asks the public face for the areas of the country.
      proxy: { '/api': server, '/p/areas': server },
    },
  }
})
