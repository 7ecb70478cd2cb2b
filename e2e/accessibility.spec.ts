import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

/** Every rule of WCAG 2.2 A and AA that a machine can check. */
async function faultsOf({ page }: Desk): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary}`)
}

const widths = [1440, 390] as const

for (const width of widths)
  test(`the pages of the window at ${width} px have no fault that a machine can find`, async ({ browser }) => {
    const officer = await Desk.signIn(browser, 'officer1')
    await officer.page.setViewportSize({ width, height: 900 })
    for (const path of ['/', '/cases', '/cases/new', '/directory', '/leave', '/items', '/password'])
      await test.step(path, async () => {
        await officer.opens(path)
        await expect(officer.page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(officer.page.locator('[aria-busy="true"]')).toHaveCount(0)
        expect(await faultsOf(officer)).toEqual([])
        // Nothing runs out of the page to the side.
        expect(await officer.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      })
    await test.step('a case', async () => {
      const answer = await officer.page.request.get('/api/cases?status=in-progress,resolved&size=1')
      const { rows } = await answer.json()
      await officer.opens(`/cases/${rows[0].caseId}`)
      await expect(officer.page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await faultsOf(officer)).toEqual([])
      expect(await officer.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    })
    await officer.close()
  })

test('English is complete: no page of the window shows Chinese of its own', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  await officer.button('English', officer.page.getByRole('banner')).click()
  for (const path of ['/', '/cases', '/cases/new'])
    await test.step(path, async () => {
      await officer.opens(path)
      await expect(officer.page.getByRole('heading', { level: 1 })).toBeVisible()
      const labels = await officer.page.locator('label, th, legend, h1, h2, nav a').allInnerTexts()
      expect(labels.filter((label) => /\p{Script=Han}/u.test(label))).toEqual([])
    })
  await officer.close()
})
