/** How far the tasks of a worklist's view are counted: whoever has more is told "more than 99". */
export const worklistCountMax = 99;
