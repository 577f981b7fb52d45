/**
 * What the parts of the page's program hand to each other. Types alone: nothing here runs.
 *
 * @typedef {{weight: number[], bias: number}} Parameters in the data's own units; weight (d,)
 * @typedef {Parameters & {epoch: number, loss: number, testLoss?: number|null, part?: number}} Snapshot a run after a whole epoch, or after a part of the next one; `testLoss` where points are kept for testing
 * @typedef {{id: string, values?: Record<string, string|number>, at?: string}} Notice a sentence of the catalogue; `at` the control whose value it refuses
 *
 * @typedef {{name: string, unit: string}} Variable a column of the data
 * @typedef {{shift: number, factor: number}} Scaling scaled = (original − shift) · factor
 * @typedef {{weight: number[]|null, bias: number|null, loss: number, weight_error: number[]|null}} LeastSquares
 * @typedef {object} Points the data as the page draws them, and what theory knows of them
 * @property {string} shown their hash
 * @property {string} kind of the data set
 * @property {"line"|"predicted-actual"} view
 * @property {number[][]} features (n, d), what the model sees, in the data's own units
 * @property {number[]|null} x (n,), what is drawn to the right; null where it is the one feature, or where there is none
 * @property {number[]} targets (n,)
 * @property {Variable[]} inputs
 * @property {Variable} output
 * @property {[number, number]|null} feature_range of x
 * @property {number[]|null} true_weight null where no truth is known
 * @property {number|null} true_bias
 * @property {LeastSquares} least_squares
 * @property {number[]} curvatures of the loss, smallest first
 * @property {number} learning_rate_limit for plain gradient descent on all points
 * @property {string[]} labels
 * @property {Scaling|null} scaling
 * @property {{mean: number[], scale: number[]}|null} inside how features, or the powers of the one, are standardised in training alone
 * @property {number} degree of the curve over the one feature, whose powers the weights then multiply; 1 is a line
 * @property {{test: number[], from: number}|null} [split] the places of points for testing, and from how many points on there are any
 *
 * @typedef {object} Table points of one's own, as they were read: see model/data/points.py
 * @property {number[][]} features (n, d)
 * @property {number[]} targets (n,)
 * @property {Variable[]} inputs
 * @property {Variable} output
 * @property {string[]} labels n, or none
 * @property {string} title
 * @property {[number, number]|null} x_range
 * @property {[number, number]|null} y_range
 * @property {number[]|null} true_weight
 * @property {number|null} true_bias
 * @property {number[]|null} mean
 * @property {number[]|null} scale
 *
 * @typedef {{kind: string, n?: number, noise?: number, seed?: number, hash?: string, inputs?: number, scaling?: string, degree?: number, test_share?: number, split_seed?: number}} DataSpec
 * @typedef {{name: string, learning_rate: number, [setting: string]: any}} OptimizerSpec
 * @typedef {{optimizer: OptimizerSpec, batch_size: number|null, seed: number}} Training
 * @typedef {object} Checkpoint all that a run needs to go on
 * @property {number} epoch
 * @property {number} batch
 * @property {number} step
 * @property {number} start_loss
 * @property {Record<string, number[]>} parameters
 * @property {number} [batch_size]
 * @property {Record<string, number[]>} [buffers]
 *
 * @typedef {object} Command one tick asked for
 * @property {number} version
 * @property {string} run
 * @property {number} epochs
 * @property {DataSpec} data
 * @property {Training} training
 * @property {Checkpoint|null} checkpoint
 * @property {string|null} shown
 * @property {number} [batch] of the last of its epochs only those before this one
 * @property {{code: string, token: string, version: number, mine: number}} [room] of a member of a class
 *
 * @typedef {object} Progress what a tick did; a refusal has only `seq` and `notice`
 * @property {number} seq
 * @property {number} epoch
 * @property {number[][]} weight
 * @property {number[]} bias
 * @property {number[]} loss
 * @property {(number|null)[]} [test_loss] where points are kept for testing
 * @property {Checkpoint} checkpoint
 * @property {boolean} diverged
 * @property {number} pace_ms
 * @property {Points} [points]
 * @property {Notice} [notice]
 * @property {any} [room] what is new in the class
 * @property {"data"} [needs] that the points of the command are sent along
 *
 * @typedef {{epoch: number, batch: number, data: DataSpec, training: Training}} Segment from where on what held
 * @typedef {{epoch: number, data: DataSpec, training: Training}} Replay to which epoch, under which settings
 * @typedef {{epoch: number, batch: number, data: DataSpec, training: Training}} Stage until where, and under which settings
 * @typedef {"play"|"step"|null} Then what follows a replay
 * @typedef {object} Goal where to get before anything else; with settings of its own it is a replay
 * @property {number} epoch
 * @property {number} [batch] of the epoch after that one; 0 where that is left out
 * @property {DataSpec} [data]
 * @property {Training} [training]
 * @property {Stage[]} [course] what comes after it
 * @property {Parameters|null} [start] chosen for the run that begins, where the seed's is not it
 * @property {number|null} [look] the epoch to look at then
 * @property {Then} then
 * @property {Snapshot|null} [seen] what is shown until it is there
 * @typedef {"ready"|"playing"|"paused"|"stepping"|"replaying"|"diverged"} Phase
 *
 * @typedef {Record<string, any>} Controls what the controls ask for, by the schema's names
 * @typedef {object} View
 * @property {"light"|"dark"} mode
 * @property {"system"|"reader"} modeOf who has chosen it
 * @property {boolean} logarithmic
 * @property {Record<string, boolean>} shown traces of the fit by name
 * @property {boolean} limits
 * @property {string[]} panels the newest last
 * @property {"segments"|"squares"} shape of the residuals
 * @property {"last"|"coming"|null} step that Step in numbers shows; null the coming one until there is a last one
 * @property {boolean} ofMine whether residuals are those of the line by hand, while it is shown
 * @property {boolean} byBatch whether Step takes one batch, not an epoch
 * @property {boolean} allEpochs whether a comparison shows them all, however long one run is
 * @property {boolean} deviations whether weights are told per standard deviation of their feature, not per unit
 * @property {number|null} over which feature the residuals stand, by its place; behind the last the prediction
 * @property {number[]|null} asked the features that Predict is asked for; null until somebody asks
 * @property {[number, number]|null} pair of the parameters that the loss map is drawn over, where there are several weights, by their places; behind the last the bias; null until somebody chooses
 * @property {boolean} projector
 * @property {boolean} isPhone whether it is small, upright or sideways
 * @property {number} magnification of the page's text, and of the figures with it
 * @property {boolean} more
 * @property {boolean} about
 * @property {string[]} hidden names of what should not distract
 * @property {boolean} embed without head and foot, in a frame
 * @property {boolean} keys whether their list is open
 * @property {string|null} hint of a first visit: its text's id, while it is shown
 * @property {boolean} sound whether the loss is heard
 * @property {boolean} letters whether they are keys
 * @property {boolean} card of a diverged run, until it is closed
 * @property {number|null} epoch looked at; null is now
 * @typedef {object} ComparedRun
 * @property {number} number
 * @property {string} shown
 * @property {DataSpec} data
 * @property {OptimizerSpec} optimizer
 * @property {number|null} batchSize
 * @property {boolean} changed
 * @property {boolean} diverged
 * @property {number} epochs
 * @property {number} since when it has learned from its last points; 0 where there were no others
 * @property {number|null} near
 * @property {number} unsure how many epochs before that are no longer there to be judged
 * @property {number} loss
 * @property {number|null} [testLoss] where points were kept for testing
 * @property {number[][]} rows epoch, loss, bias, weight…
 * @typedef {{controls: Controls, seeds: State["seeds"], own: string|null, tables: Record<string, Table>, view: View, hand: Hand, samples: Samples, shownKind: string|null, goal: Goal|null, lesson: LessonState|null}} Opening what a link makes of the page
 * @typedef {object} Moment of a page, to come back to
 * @property {string} what was done then
 * @property {Partial<State>} held
 * @property {Goal|null} goal
 * @property {Partial<View>} view traces of the fit, the epoch looked at, and what a link that was opened changed of it
 * @typedef {{shown: boolean, line: {weight: number, bias: number}|null, guess: {weight: number, bias: number, loss: number, epoch: number}|null}} Hand the line by hand, and what was guessed with it
 * @typedef {{seed: number, count: number, as: "slopes"|"t"}} Samples drawn beside the run, and what of them is counted
 * @typedef {{kind: string, value: number|string|null}} Task of a card
 * @typedef {{kind: "line"|"place"|"rate"|"number"|"choice", unit: string, choices: string[]}} Prediction that a card asks for
 * @typedef {object} Card of a lesson, as the server has read it
 * @property {string} heading
 * @property {string} html of few tags
 * @property {string[]} open
 * @property {string[]} hide
 * @property {string[]} show
 * @property {string} set fields of a link
 * @property {[number, number]|null} mark a place on the map
 * @property {Prediction|null} predict
 * @property {Task|null} task
 * @property {string} done
 * @property {string} answer
 * @typedef {{name: string, title: string, minutes: number, link: string, cards: Card[]}} Lesson
 * @typedef {[Partial<View>, Partial<View>]} Taken of a view what was changed: before and after
 * @typedef {{kind: Prediction["kind"], numbers: number[]}} Guess a rate, a number, a place or a line; the place of a choice
 * @typedef {Record<string, number|null>} Outcome the run's numbers when a task was done
 * @typedef {{card: number, guesses: Record<string, Guess>, done: Record<string, Outcome>}} Left where a lesson was left; by the cards' numbers
 * @typedef {Left & LessonOpen} LessonState
 * @typedef {object} LessonOpen
 * @property {string} name
 * @property {boolean} begins whether its link is still to be opened
 * @property {boolean} handed whether its card has shown the line by hand
 * @property {boolean} held whether its task is done already and is not told again before it is undone
 * @property {Card[]|null} cards null until its file has come
 * @property {Taken|null} taken by the card
 * @property {Taken|null} base by its link
 * @property {Record<string, [any, any]>} settings that cards have set: before and after
 * @typedef {{waiting: boolean, paceMs: number, perSecond: number}} Connection
 * @typedef {object} State all that the page is in
 * @property {Schema} schema
 * @property {string} run
 * @property {{data: number, start: number}} seeds
 * @property {Controls} controls
 * @property {string|null} own the name of one's own points
 * @property {Record<string, Table>} tables of one's own points by name
 * @property {number|null} held the point that is being dragged
 * @property {Phase} phase
 * @property {Goal|null} goal
 * @property {import("./record.js").RunRecord} record
 * @property {Points|null} points
 * @property {DataSpec|null} shownData what the points on the page are of
 * @property {string|null} shownKind of the data set that the page showed last
 * @property {boolean} stale whether the server has to be asked for what the page shows, at once
 * @property {number} generation how often the command in flight was dropped
 * @property {View} view
 * @property {Hand} hand
 * @property {Samples} samples
 * @property {Notice|null} notice
 * @property {boolean} refused whether the notice is of a server that takes no new pages, and goes with its next answer
 * @property {ComparedRun[]} runs
 * @property {ComparedRun[]} forgotten last, which may be brought back
 * @property {Moment[]} past what can be taken back, the newest last
 * @property {Moment[]} future what can be done again, the newest last
 * @property {"undo"|"redo"|null} offer which of them is offered by a button, for a while
 * @property {LessonState|null} lesson that is open
 * @property {Record<string, Left>} left where other lessons were left, by name
 * @property {import("./room.js").Room|null} room the class that the page is in
 * @property {Connection} connection
 * @typedef {{type: string, [given: string]: any}} Action
 *
 * @typedef {{default: number, low: number, high: number, step: number}} Bounds
 * @typedef {object} ControlRow
 * @property {string} id of its element
 * @property {string} key in a link
 * @property {"log"|"number"|"whole"|"choice"} kind
 * @property {any} default
 * @property {number} low
 * @property {number} high
 * @property {number} step
 * @property {boolean} [all] whether "all" is a value too: null
 * @property {any[]} choices
 * @typedef {{view: string, group: string, noise: Bounds|null, rates: Record<string, Bounds>, scalings: string[], scaling: string, fields: string[], features?: number}} DataRow features where they are several; the
 *   rates by the scaling of x, where they are others than the control's
 * @typedef {{name: string, fixed: Record<string, any>, fields: string[]}} OptimizerRow
 * @typedef {{name: keyof View, key: string, first: any, kind: "choice"|"numbers"|"place"|"pair", kept: boolean, choices?: any[], most?: number, largest?: number}} SwitchRow of the view, which a reload keeps unless it
 *   says otherwise; without a key a link says nothing of it
 * @typedef {object} Schema what the page must know of settings, data sets, optimizers, panels and texts
 * @property {number} version of what a tab keeps
 * @property {number} tick_ms between two ticks, unless the server is late
 * @property {Record<string, ControlRow>} controls
 * @property {{data: number, start: number, low: number, high: number}} seeds
 * @property {Record<string, DataRow>} data
 * @property {Record<string, OptimizerRow>} optimizers
 * @property {SwitchRow[]} switches in the order of a link
 * @property {Record<string, {features: "line"|"linear"|"one"|"any", key: string, room: number}>} panels of two open ones the one with the lower room has the first place
 * @property {Record<string, string|Record<string, string>>} text
 * @property {Record<string, Record<string, any>>} figures
 */
export {};
