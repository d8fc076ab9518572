/** Tabs as Form.io draws them for us, without inline styles, which the content security policy refuses. */
interface Context {
  readonly component: { readonly components: readonly { readonly label: string }[] };
  readonly currentTab: number;
  readonly tabKey: string;
  readonly tabLikey: string;
  readonly tabLinkKey: string;
  readonly tabComponents: readonly string[];
  t(words: string): string;
}

export function tabsTemplate({
  component,
  currentTab,
  tabKey,
  tabLikey,
  tabLinkKey,
  tabComponents,
  t,
}: Context): string {
  const links = component.components.map(
    (tab, index) =>
      `<span role="presentation" ref="${tabLikey}"><button type="button" role="tab" aria-selected="${index === currentTab}" ref="${tabLinkKey}" class="nav-link${index === currentTab ? ' active' : ''}">${escaped(t(tab.label))}</button></span>`,
  );
  const panes = tabComponents.map(
    (inside, index) =>
      `<div role="tabpanel" ref="${tabKey}" aria-label="${escaped(t(component.components[index]?.label ?? ''))}" class="tab-pane${index === currentTab ? ' formio-tab-panel-active' : ''}">${inside}</div>`,
  );
  return `<div class="nav-tabs" role="tablist">${links.join('')}</div>${panes.join('')}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
