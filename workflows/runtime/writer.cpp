#include "workflows/runtime/writer.hpp"

#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/due_timers.hpp"
#include "workflows/runtime/refusals.hpp"
#include "workflows/runtime/replayed.hpp"

namespace waymark::runtime {

namespace {

std::string text_of(const IdempotencyKey& key) {
    return {reinterpret_cast<const char*>(key.key.data()), key.key.size()};
}

}  // namespace

Writer::Writer(Ports ports, Stage& stage, DueTree& dues, Window& window, WriteBack& write_back,
               Idempotency& idempotency, Courier& courier, Committed committed)
    : ports_(ports),
      stage_(stage),
      dues_(dues),
      window_(window),
      write_back_(write_back),
      idempotency_(idempotency),
      courier_(courier),
      committed_(std::move(committed)) {}

void Writer::submit(Command command, Reply reply) {
    bool post = false;
    if (auto refused = enqueue(command, reply, post)) {
        ports_.writer.post([reply = std::move(reply), error = std::move(*refused)] { reply(error); });
        return;
    }
    if (post) ports_.writer.post([this] { drain(); });
}

std::optional<Error> Writer::enqueue(Command& command, Reply& reply, bool& post) {
    if (command.dry_run) command.idempotency.reset();  // it leaves nothing that could be repeated
    const std::lock_guard lock(mutex_);
    if (stopping_) return stopping_now();
    if (queue_.size() >= most_waiting)
        return Error{"busy", "Too many commands wait. Send it again in a moment, with the same key.", {}, {}};
    if (command.idempotency && !in_flight_.insert(text_of(*command.idempotency)).second)
        return Error{
            "idempotency-in-flight", "A request with this key is being done. Ask again in a moment.", {}, {}};
    queue_.push_back({std::move(command), std::move(reply)});
    post = !posted_;
    posted_ = true;
    return std::nullopt;
}

void Writer::stop() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
}

bool Writer::stopping() const {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

bool Writer::idle() const {
    const std::lock_guard lock(mutex_);
    return queue_.empty();
}

void Writer::clock_is_moved(bool moved) {
    clock_is_moved_ = moved;
    stage_.holds.accept();
}

std::optional<Instant> Writer::next_due() const {
    if (stage_.held()) return std::nullopt;
    const auto first = dues_.first();
    return first ? std::optional(first->first) : std::nullopt;
}

void Writer::drain() {
    take();
    stage_.batch.begin(stage_.holds.now());
    new_keys_ = 0;
    const auto before = stage_.batch.mark();
    const bool room = make_room();
    if (room) look_at_clock();
    step_taken();
    // A share of its own, so that commands without end cannot keep the timers from firing.
    if (room) fire_all_due(stage_, dues_, stage_.settings.batch_commands);
    if (!room || !commit()) {
        stage_.batch.roll_back(before);
        for (auto& settled : settled_) settled.result = storage_full();
    }
    reply_all();
    ports_.journal.settle();
    write_back_.committed(stage_.batch.now());
    go_on();
}

void Writer::drain_all() {
    do drain();
    while (!idle() || (!disk_full_ && next_due() && *next_due() <= stage_.holds.now()));
}

bool Writer::note(Cause cause, states::Value what, std::optional<DefinitionRow> definition) {
    stage_.batch.begin(stage_.holds.now());
    if (definition) stage_.batch.add(std::move(*definition));
    Trip(stage_, {stage_.batch.now(), false, false, {}, {}, {}}).note(cause, std::move(what));
    return commit();
}

/// Waits for the projections when they lag too far behind. False: their disk is full, and the window must not
/// grow without end.
bool Writer::make_room() {
    if (!write_back_.behind()) return true;
    try {
        write_back_.finish(stage_.batch.now());
    } catch (const StorageFull&) {
        disk_full_ = true;
        return false;
    }
    return true;
}

void Writer::take() {
    const std::lock_guard lock(mutex_);
    posted_ = false;
    while (!queue_.empty() && taken_.size() < stage_.settings.batch_commands) {
        taken_.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
}

void Writer::look_at_clock() {
    if (clock_is_moved_ || stage_.held()) return;
    if (auto why = stage_.holds.jump())
        Trip(stage_, {stage_.batch.now(), false, false, {}, {}, {}}).note(Cause::hold, std::move(*why));
}

void Writer::step_taken() {
    for (; !taken_.empty() && has_room(stage_); taken_.pop_front()) {
        auto& [command, reply] = taken_.front();
        auto result = step(command);
        if (!result) break;
        settled_.push_back({std::move(reply), command.idempotency, std::move(*result)});
    }
    if (taken_.empty()) return;
    const std::lock_guard lock(mutex_);
    for (; !taken_.empty(); taken_.pop_back()) queue_.push_front(std::move(taken_.back()));
}

/// Nothing: its family has so many timers due that they fill the batch; the command comes after them.
std::optional<Result<Answer>> Writer::step(const Command& command) {
    if (command.idempotency) {
        if (const auto record = idempotency_.find(*command.idempotency))
            return replayed_answer(stage_, *record, *command.idempotency);
        if (!idempotency_.room(new_keys_ + 1, stage_.batch.now()))
            return Error{
                "idempotency-full",
                "No more requests can be remembered now. Send it again later: keys are kept for a day.",
                {},
                {}};
    }
    for (const auto family : families_of(stage_, command))
        if (!fire_due(stage_, family)) return std::nullopt;
    auto result = perform(command);
    if (result && command.idempotency) ++new_keys_;
    return result;
}

Result<Answer> Writer::perform(const Command& command) {
    return std::visit([&](const auto& act) { return runtime::perform(stage_, command, act); }, command.act);
}

/// False: the disk is full.
bool Writer::commit() {
    const auto& commit = stage_.batch.commit();
    if (commit.records.empty()) return true;
    try {
        ports_.journal.append(commit);
    } catch (const StorageFull&) {
        disk_full_ = true;
        return false;
    }
    disk_full_ = false;
    const auto& changes = stage_.batch.changes();
    window_.publish(changes);
    stage_.families.keep();
    for (const auto& row : changes.idempotency) idempotency_.add(row);
    if (changes.hold) {
        stage_.holds.set({*changes.hold, stage_.batch.now()});
        stage_.holds.accept();
    }
    last_commit_ = stage_.batch.now();
    committed_(changes);
    return true;
}

void Writer::reply_all() {
    {
        const std::lock_guard lock(mutex_);
        for (const auto& settled : settled_)
            if (settled.key) in_flight_.erase(text_of(*settled.key));
    }
    for (auto& settled : settled_) settled.reply(std::move(settled.result));
    settled_.clear();
}

void Writer::go_on() {
    const auto due = next_due();
    const bool overdue = due && *due <= stage_.batch.now() && !disk_full_;
    const auto now = stage_.holds.now();
    if (idle() && !overdue && window_.rows() > 0 && now - last_commit_ >= quiet) write_back_.begin(now);
    bool post = false;
    {
        const std::lock_guard lock(mutex_);
        post = !posted_ && (overdue || !queue_.empty());
        posted_ = posted_ || post;
    }
    if (post) ports_.writer.post([this] { drain(); });
    if (const auto mail = next_mail(); mail && *mail <= now) courier_.send_due(now);
    set_alarm();
}

std::optional<Instant> Writer::next_mail() const {
    if (stage_.held() || disk_full_) return std::nullopt;
    return courier_.next_due();
}

void Writer::set_alarm() {
    auto at = next_due().value_or(Instant::max());
    const auto now = stage_.holds.now();
    if (const auto mail = next_mail()) at = std::min(at, *mail);
    if (disk_full_) at = now + retry;
    if (window_.rows() > 0 && last_commit_ + quiet > now) at = std::min(at, last_commit_ + quiet);
    if (at == alarm_) return;
    alarm_ = at;
    ports_.writer.set_alarm(at, [this] {
        alarm_ = Instant::max();
        drain();
    });
}

}  // namespace waymark::runtime
