// The only door: HTTP and the command line come in here, and nothing else reaches instances, journal or
// timers. Commands go to the writer's thread and are answered after their commit; questions are answered on
// the caller's thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "workflows/runtime/mailing.hpp"
#include "workflows/runtime/ports/bulk.hpp"
#include "workflows/runtime/ports/clock.hpp"
#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/ports/projections.hpp"

namespace waymark::runtime {

struct Start {
    std::string workflow;
    states::Value data;  // by the form of <wm:start>; becomes the top-level <data>
    std::string key;
};
struct SendEvent {
    InstanceId instance;
    std::string event;
    states::Value data;  // by the event's form
};
struct ReleaseQuarantine {
    InstanceId instance;
    std::string reason;
};
struct ResumeTimers {
    std::string reason;
};

/// Takes a command back while its mail is held: every instance that it touched stands again as before it.
struct UndoCommand {
    Sequence record = 0;  // any of the command's; 0: of the actor's newest one
    std::string reason;   // may be empty
};

using Act = std::variant<Start, SendEvent, ReleaseQuarantine, ResumeTimers, RetryMessage, RecordDeliveries,
                         UndoCommand>;

struct Command {
    Actor actor;
    Act act;
    std::optional<IdempotencyKey> idempotency;
    std::optional<std::uint64_t> if_version;  // If-Match: the instance's version
    bool dry_run = false;
};

/// A command that is done together with others, or not at all.
struct Joint {
    Command command;          // if_version: before all of them; without idempotency or dry run of its own
    bool to_started = false;  // its event is for what the one before it that started something has started
};
/// One of them that is refused: its place among them, and why.
struct RefusedJoint {
    std::size_t place = 0;
    Error error;
};

/// What a command did, or with dry_run would do.
struct Answer {
    Sequence record = 0;  // the command's first record; 0 for a dry run
    bool replayed =
        false;  // the same idempotency key came before; the answer is that of then, rebuilt from the journal
    InstancePtr instance;  // as it stood after the command
    std::vector<InstancePtr>
        touched;  // all that moved, in order, `instance` first; started ones have version 1
    std::vector<OutboxRow> notifications;  // of a replayed retry or of an undo: those that it changed
    std::vector<TimerRow> armed;
    std::optional<Instant> undo_until;  // before this instant it can be undone, when nothing it touched moves
};

template <class Row>
struct Page {
    std::vector<Row> rows;
    bool more = false;
    std::uint64_t total = 0;  // exact to 10,000; 10,001 means more
};

/// One event of `why`.
struct EventChance {
    states::EventDeclaration declaration;
    bool allowed = false;       // role and guards; `depends` counts as allowed
    bool role_missing = false;  // the actor's roles are none of those that may send it
    states::Possibility possibility;
};

/// One instance that waits for somebody: a state of it awaits one of his roles.
struct WorkItem {
    InstancePtr instance;
    states::StateIndex state = 0;  // the first such state, in document order
    bool overdue = false;
};
struct WorkQuery {
    bool mine = false;     // what is assigned to him, or to nobody
    bool overdue = false;  // only what is past its term
};

struct Hold {
    std::string reason;  // empty: timers run
    Instant since;
};

struct Settings {
    std::chrono::microseconds jump_tolerance =
        std::chrono::minutes(5);  // of the wall clock, unexplained by boottime
    std::chrono::microseconds longest_silence =
        std::chrono::hours(24 * 30);                               // after the last record; longer: hold
    std::chrono::microseconds lateness = std::chrono::minutes(1);  // a timer stepped later than this is late
    std::size_t batch_commands = 512, batch_bytes = 4u << 20;      // of one commit
    std::size_t window_rows = 100'000;                             // changed rows that set off a write-back
    std::size_t cached_instances = 100'000;  // on the writer; families beyond are loaded again when they move
    std::chrono::microseconds mail_hold{0};  // before a message leaves; so long a command can be undone
    std::chrono::microseconds mail_retry = std::chrono::minutes(1);  // before a second attempt (attempts.hpp)
    std::string mail_domain = "waymark.invalid";                     // of message ids
    std::size_t idempotency_keys = 4'000'000;  // kept at most; beyond, new ones are refused
    std::chrono::microseconds idempotency_kept = std::chrono::hours(24);
};

struct Ports {
    Clock& clock;
    Executor& writer;       // decisions and the journal
    Executor& projections;  // write-back
    Executor& slow;         // what errands have to find out; in nobody's way
    Journal& journal;
    Projections& projection_store;
    std::optional<MailPorts> mail;  // without them messages wait
    Bulk* bulk = nullptr;           // nullptr: no slices are taken
};

class Service {
  public:
    using Reply = std::function<void(Result<Answer>)>;

    Service(Ports ports, const Program& program, Settings settings = {});
    ~Service();

    /// Replays the tail, publishes new documents, decides whether timers must be held, and steps what is
    /// overdue (late). `restored`: why timers must be held from the first moment ("restored from the backup
    /// of …"); empty: no such reason. Errors: "bad-chart" of a document. Thread: the caller's, before
    /// anything else.
    Done open(const std::string& restored = {});
    /// Takes no more commands ("stopping"), finishes what was taken, writes back. Returns when all is on
    /// disk.
    void close();

    /// Errors: "not-found", "role-missing", "event-unknown", "event-not-possible", "form-invalid",
    /// "version-stale", "quarantined",
    ///   "undo-too-late", "undo-moved", "undo-not-a-command",
    ///   "idempotency-mismatch", "idempotency-in-flight", "idempotency-full", "storage-full", "busy",
    ///   "stopping" (docs/errors.md).
    /// Durable: when `reply` is called. Thread: any; `reply` runs on the writer's thread and must be quick.
    void submit(Command command, Reply reply);

    /// Does all of the commands, in their order and in one commit, or none of them. Empty: all are done.
    /// Refused ones: nothing happened; the first of them, or in a dry run, which goes on behind them, each.
    /// Commands of others wait meanwhile. Errors: "storage-full", "stopping". Durable: on return. Thread: any
    /// but the writer's.
    Result<std::vector<RefusedJoint>> perform_together(const std::vector<Joint>& commands, bool dry_run);

    /// Keeps bytes that belong to an instance (ports/bulk.hpp), when the program takes them there.
    /// Errors: "not-found", "role-missing", "quarantined", "slice-refused", "slice-different",
    /// "storage-full", "stopping". Durable: on return. Thread: any but the writer's.
    Result<Bulk::Put> keep_slice(const Actor& actor, InstanceId owner, std::uint32_t number,
                                 std::string_view bytes);
    /// The service's own: as above, whatever stood there; and takes all of an instance's away, a slice at a
    /// time between other work. Errors: "storage-full".
    Done replace_slice(InstanceId owner, std::uint32_t number, std::string_view bytes);
    void drop_slices(InstanceId owner);  // Thread: any

    // Questions. They see every change acknowledged before they were asked. Errors: "not-found",
    // "role-missing". Thread: any.
    Result<InstancePtr> instance(const Actor& actor, InstanceId id);
    Result<Page<InstancePtr>> instances(const Actor& actor, const InstanceQuery& query, std::size_t limit);
    Result<std::vector<EventChance>> chances(const Actor& actor, InstanceId id);
    /// What waits for the actor, by the instant at which it runs out (its next timer), what never does last.
    Result<Page<WorkItem>> worklist(const Actor& actor, const WorkQuery& query, std::size_t limit);
    Result<Page<TimerRow>> timers(const Actor& actor, const TimerQuery& query, std::size_t limit);
    Result<Page<OutboxRow>> outbox(const Actor& actor, const OutboxQuery& query, std::size_t limit);
    /// Errors: "not-found", also when the message is none of the instance's.
    Result<Correspondence> message(const Actor& actor, InstanceId instance, OutboxKey key);
    /// How long it is held back; nothing: it is not, or not any more.
    [[nodiscard]] std::optional<Instant> held_until(const OutboxRow& row) const;
    /// Messages that are held back, or of those that stand so only the others.
    void restrict_to_held(OutboxQuery& query, bool held) const;
    /// A question of the program, about an instance or (nothing) a report. The answer is an object; it has
    /// "as_of", that to a table "columns". Errors: also "bad-query", place = the parameter's name.
    Result<states::Value> ask(const Actor& actor, std::string_view question, std::optional<InstanceId> about,
                              const QuestionParameters& parameters);
    /// The reports that he may ask for.
    [[nodiscard]] std::vector<const Question*> reports(const Actor& actor) const;
    /// Newest first: a walk back from the instance's last record. `before`: 0, or the sequence the page
    /// before ended with.
    Result<Page<Record>> history(const Actor& actor, InstanceId id, Sequence before, std::size_t limit);
    /// Oldest first, from `from`.
    Result<Page<Record>> journal(const Actor& actor, Sequence from, std::size_t limit);
    Result<std::vector<const Definition*>> definitions(const Actor& actor);
    /// Texts "subject:…" within the value replaced by what they stand for (null when erased).
    states::Value reveal(const states::Value& value);
    /// What the program's letters are made from, whoever asks.
    std::unique_ptr<Inquiry> inquiry();
    [[nodiscard]] MailFigures mail_figures() const;
    /// The chart that a record's or row's definition number stands for.
    const Definition& definition(std::uint32_t number) const;
    [[nodiscard]] const Program& program() const;
    [[nodiscard]] Hold hold() const;
    /// The service's time: the wall clock, but never running backwards.
    [[nodiscard]] Instant now() const;

    /// Called on the writer's thread after each commit with what it changed; and once for each live instance
    /// of `workflow` in open().
    void observe(std::string workflow, std::function<void(const Instance&)> observer);  // before open()
    /// Called on the writer's thread in open(), when all observers have been told of all instances, before
    /// anything is stepped. One.
    void before_first_step(std::function<void()> prepare);  // before open()
    /// Called on the writer's thread after each commit with every instance that it changed. One observer.
    void observe_commits(std::function<void(const Instance&)> observer);  // before open()

    /// Rehearsal: steps every timer due up to `to` at its own instant, moving the clock through `set` to
    /// each, then to `to`. Returns when all is committed. Thread: any but the writer's.
    void advance(Instant to, const std::function<void(Instant)>& set);

    /// A consistent copy of both files into an existing empty folder. Durable: on return.
    Done backup(const Actor& actor, const std::string& folder);

  private:
    class Core;
    std::unique_ptr<Core> core_;
};

}  // namespace waymark::runtime
