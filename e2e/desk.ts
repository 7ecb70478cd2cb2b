import { type Browser, expect, type Locator, type Page } from '@playwright/test'

export const PASSWORD = 'Bancheng-2026'

/** One person of the story at their own desk: a browser context that shares nothing with the others. */
export class Desk {
  readonly page: Page
  private constructor(page: Page) {
    this.page = page
  }

  /** At the server of all stories, or at one that a story has for itself. */
  static async signIn(browser: Browser, name: string, own: { baseURL?: string } = {}): Promise<Desk> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...own })
    const page = await context.newPage()
    await page.goto('/')
    await page.getByLabel('用户名').fill(name)
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page.getByRole('banner')).toBeVisible()
    return new Desk(page)
  }

  async sees(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).first()).toBeVisible()
  }

  /** Opens a case from the inbox, as somebody does to whom it was given. */
  async takesFromInbox(want: string): Promise<void> {
    await this.page.goto('/')
    await this.page.getByText(want).first().click()
    await expect(this.page).toHaveURL(/\/cases\//)
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(path)
  }

  /** A button of the case, or of one card of it. */
  button(name: string, within: Locator = this.page.locator('main')): Locator {
    return within.getByRole('button', { name, exact: true })
  }

  /** The card of a task, by what it asks. */
  card(ask: string): Locator {
    return this.page.locator('article').filter({ hasText: ask })
  }

  /** Opens the dialog of a command, fills it in, sends it, and sees it close. */
  async does(
    command: string,
    fill: (dialog: Dialog) => Promise<void> = async () => {},
    within?: Locator,
  ): Promise<void> {
    const dialog = await this.begins(command, within)
    await fill(dialog)
    await dialog.send(command)
    // Somebody else was faster: read what changed, and still mean it.
    const stillMeant = dialog.root.getByRole('button', { name: '仍要提交' })
    await expect(async () => {
      if (await stillMeant.isVisible()) await stillMeant.click()
      await expect(dialog.root).toBeHidden({ timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
  }

  async begins(command: string, within?: Locator): Promise<Dialog> {
    await this.button(command, within).first().click()
    const root = this.page.getByRole('dialog', { name: command, exact: true })
    await expect(root).toBeVisible()
    return new Dialog(this.page, root)
  }

  /** A command that asks nothing is sent by its button. */
  async doesAtOnce(command: string, within?: Locator): Promise<void> {
    await this.button(command, within).first().click()
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }
}

/** Fields found by the names that a screen reader says. */
export class Dialog {
  readonly root: Locator
  readonly #page: Page
  constructor(page: Page, root: Locator) {
    this.#page = page
    this.root = root
  }

  async fill(label: string, text: string, within: Locator = this.root): Promise<void> {
    await within.getByLabel(label, { exact: true }).fill(text)
  }

  /** One of a few, all of them on the page. */
  async choose(group: string, option: string, within: Locator = this.root): Promise<void> {
    await within
      .getByRole('group', { name: group, exact: true })
      .getByRole('radio', { name: new RegExp(`^${option}( · .+)?$`) }) // a grade says beside its name how long it may take
      .check()
  }

  /** One of many: typed, then picked from the list. */
  async pick(label: string, typed: string, option: string | RegExp, within: Locator = this.root): Promise<void> {
    const box = within.getByLabel(label, { exact: true })
    const shown = this.#page.locator('.ant-select-dropdown:visible .ant-select-item-option')
    // The list opens, is asked for, and may close again while the dialog still settles: as a person does, once more.
    await expect(async () => {
      await box.click()
      if (typed) await box.fill(typed)
      await shown.filter({ hasText: option }).first().click({ timeout: 4_000 })
      await expect(box.locator('xpath=ancestor::*[contains(@class, "ant-select")][last()]')).toContainText(option, {
        timeout: 2_000,
      })
    }).toPass({ timeout: 30_000 })
  }

  row(legend: string): Locator {
    return this.root.getByRole('group', { name: legend, exact: true })
  }

  async send(command: string): Promise<void> {
    await this.root.getByRole('button', { name: new RegExp(`${command}$`) }).click()
  }
}
