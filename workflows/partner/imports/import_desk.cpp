#include "workflows/partner/imports/import_desk.hpp"

#include <algorithm>

#include "workflows/partner/data.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/runtime/record.hpp"

namespace waymark::partner {

namespace {

using runtime::InstanceId;
using states::Value;

constexpr std::size_t findings_kept = 8;  // imports

std::set<std::chrono::year_month> months_in(const Value& texts) {
    std::set<std::chrono::year_month> months;
    if (texts.is_array())
        for (const auto& text : texts.array())
            if (const auto month = parse_month(text.string_or(""))) months.insert(month_of_number(*month));
    return months;
}

bool is_of_records(const runtime::Instance& import) { return text(import, "kind") != "consumption"; }

}  // namespace

Done takes_part(const runtime::Actor& actor, const runtime::Instance& instance, std::uint32_t number,
                std::string_view bytes) {
    const auto refused = [](std::string message) {
        return Error{"slice-refused", std::move(message), {}, {}};
    };
    if (instance.definition->workflow != "import") return refused("Only imports take parts.");
    if (!may_import(actor, text(instance, "kind")))
        return Error{"role-missing", "Imports are made by those who may do by hand what they do.", {}, {}};
    if (!is_in(instance, "receiving"))
        return refused("This import takes no parts any more; begin a new one.");
    if (number < 1 || number > most_parts)
        return refused("Parts are numbered from 1 to " + std::to_string(most_parts) + ".");
    if (bytes.empty() || bytes.size() > most_part_bytes) return refused("A part has from 1 byte to 1 MiB.");
    return done();
}

ImportDesk::ImportDesk(runtime::Service& service, runtime::Bulk& bulk, runtime::Executor& own,
                       ConsumptionBook& book)
    : service_(service), bulk_(bulk), own_(own), book_(book), records_(service, bulk, directory_, stopping_) {
    service.observe("partner", [this](const runtime::Instance& partner) { directory_.take(partner); });
    service.observe("import", [this](const runtime::Instance& import) { take_import(import); });
    service.before_first_step([this] { open(); });
}

void ImportDesk::take_import(const runtime::Instance& import) {
    const bool publishing = is_in(import, "publishing"), published_now = is_in(import, "published");
    if (publishing || is_in(import, "checking"))
        begin({std::make_shared<const runtime::Instance>(import), publishing});
    const bool of_records = is_of_records(import);
    // Of records the journal has all that counts, and people's names where they can be erased.
    if (is_in(import, "discarded") || (of_records && published_now))
        opened_ ? service_.drop_slices(import.id) : discarded_.push_back(import.id);
    if (of_records || !published_now) return;
    const auto& published = datum(import, "published");
    const auto at = parse_instant(published["at"].string_or(""));
    Published what{import.record,
                   import.id,
                   months_in(datum(import, "complete")),
                   {runtime::to_text(import.id), at ? shipped_rulebook().calendar.date_of(*at) : Date()}};
    opened_ ? adopt(what) : published_.push_back(std::move(what));
}

/// All that was published comes into the book, in the order of publication, before anything is decided on it.
void ImportDesk::open() {
    std::ranges::sort(published_, {}, &Published::record);
    for (const auto& published : std::exchange(published_, {})) {
        const auto partners = bulk_.slice(published.import, partners_slice);
        auto reading = read_import(bulk_, published.import, partners_of(partners.value_or("")), stopping_);
        CHECK(
            reading && reading->file.error_count() == 0,
            "the slices of import " + published.source.id +
                " are damaged; `waymark journal verify` says more. Restore the newest backup that verifies.");
        auto draft = book_.draft(reading->file);
        book_.adopt(draft, published.complete, published.source);
    }
    opened_ = true;
    next();
    for (const auto import : std::exchange(discarded_, {})) service_.drop_slices(import);
}

void ImportDesk::adopt(const Published& published) {
    const std::lock_guard lock(mutex_);
    CHECK(draft_ && draft_->first == published.import, "an import was published that nobody has drafted");
    book_.adopt(draft_->second, published.complete, published.source);
}

void ImportDesk::begin(Work work) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(work);
    }
    if (opened_) next();  // before that neither book nor directory is whole
}

void ImportDesk::next() {
    const std::lock_guard lock(mutex_);
    if (busy_ || waiting_.empty() || stopping_) return;
    busy_ = true;
    own_.post([this, work = waiting_.front()] { perform(work); });
    waiting_.pop_front();
}

void ImportDesk::finished() {
    {
        const std::lock_guard lock(mutex_);
        draft_.reset();  // with what the book has no need for any more: here, where nobody waits
        busy_ = false;
    }
    next();
}

void ImportDesk::perform(const Work& work) {
    if (stopping_) return;
    if (is_of_records(*work.import)) return check_records(work);
    work.publish ? publish(work.import->id) : check(work.import->id);
}

MeantPartner ImportDesk::meant_now() const {
    return [this](std::string_view text) { return directory_.find(text); };
}

void ImportDesk::check(InstanceId import) {
    auto reading = read_import(bulk_, import, meant_now(), stopping_);
    if (!reading) return finished();
    ConsumptionBook::Draft draft;
    if (reading->file.error_count() == 0) draft = book_.draft(reading->file);
    report(import, *reading, draft);
}

void ImportDesk::publish(InstanceId import) {
    // Whom the partners stand for is written down once: an interrupted publication goes on with the same.
    const auto before = bulk_.slice(import, partners_slice);
    auto reading = read_import(bulk_, import, before ? partners_of(*before) : meant_now(), stopping_);
    if (!reading) return finished();
    if (reading->file.error_count() != 0) return report(import, *reading, {});
    bring_in(import, std::make_shared<ImportReading>(*std::move(reading)));
}

void ImportDesk::bring_in(InstanceId import, const std::shared_ptr<ImportReading>& reading) {
    const auto partners = partners_text(reading->file.partners());
    if (const auto kept = service_.replace_slice(import, partners_slice, partners); !kept)
        return try_again([this, import, reading] { bring_in(import, reading); });
    auto draft = book_.draft(reading->file);
    const Value::Object changed{{"added", draft.added},
                                {"corrected", draft.corrected},
                                {"unchanged", draft.unchanged},
                                {"partners_digest", runtime::sha256_hex(partners)}};
    {
        const std::lock_guard lock(mutex_);
        draft_.emplace(import, std::move(draft));
    }
    submit(import, "published", changed);
}

void ImportDesk::check_records(const Work& work) {
    const auto& import = *work.import;
    const auto result = work.publish ? records_.publish(import) : records_.look_through(import);
    if (!result) return try_again([this, work] { check_records(work); });
    if (!*result) return finished();
    const auto& [file, plan, digest, parts] = **result;
    keep_findings(import.id, {file.error_count(), file.errors()});
    submit(import.id, "checked",
           Value::Object{{"digest", digest},
                         {"parts", static_cast<double>(parts)},
                         {"rows", file.row_count()},
                         {"total_kopecks", file.total().count},
                         {"months", Value::Array{}},
                         {"partners", static_cast<std::uint64_t>(plan.partners.size())},
                         {"added", plan.added},
                         {"corrected", plan.corrected},
                         {"unchanged", plan.unchanged},
                         {"errors", file.error_count()}});
}

void ImportDesk::report(InstanceId import, ImportReading& reading, const ConsumptionBook::Draft& draft) {
    auto& file = reading.file;
    keep_findings(import, {file.error_count(), file.errors()});
    Value::Array months;
    for (const auto month : file.months()) months.emplace_back(to_text(month_of_number(month)));
    std::set<InstanceId> partners;
    for (const auto& [text, id] : file.partners()) partners.insert(id);
    submit(import, "checked",
           Value::Object{{"digest", reading.digest},
                         {"parts", static_cast<double>(reading.parts)},
                         {"rows", file.row_count()},
                         {"total_kopecks", file.total().count},
                         {"months", std::move(months)},
                         {"partners", static_cast<std::uint64_t>(partners.size())},
                         {"added", draft.added},
                         {"corrected", draft.corrected},
                         {"unchanged", draft.unchanged},
                         {"errors", file.error_count()}});
}

void ImportDesk::submit(InstanceId import, const char* event, const Value& data) {
    runtime::Command command;
    command.act = runtime::SendEvent{import, event, data};
    service_.submit(std::move(command), [=, this](const Result<runtime::Answer>& answer) {
        const auto code = answer ? std::string() : answer.error().code;
        const bool later = code == "storage-full" || code == "busy";
        // Refused when it was discarded meanwhile; when the service stops, the next start takes it up.
        own_.post([=, this] { later ? try_again([=, this] { submit(import, event, data); }) : finished(); });
    });
}

void ImportDesk::try_again(runtime::Executor::Task task) {
    own_.set_alarm(service_.now() + retry, [this, task = std::move(task)] {
        if (!stopping_) task();
    });
}

void ImportDesk::keep_findings(InstanceId import, Findings findings) {
    const std::lock_guard lock(mutex_);
    findings_.insert_or_assign(import, std::move(findings));
    if (findings_.size() > findings_kept) findings_.erase(findings_.begin());
}

ImportDesk::Findings ImportDesk::findings(const runtime::Instance& import) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = findings_.find(import.id); known != findings_.end()) return known->second;
    }
    if (is_of_records(import)) {
        if (!is_in(import, "checked") && !is_in(import, "faulty")) return {};
        const auto outcome = records_.look_through(import);
        if (!outcome || !*outcome) return {};
        return {(*outcome)->file.error_count(), (*outcome)->file.errors()};
    }
    const auto partners = bulk_.slice(import.id, partners_slice);
    const auto reading =
        read_import(bulk_, import.id, partners ? partners_of(*partners) : meant_now(), stopping_);
    if (!reading) return {};
    return {reading->file.error_count(), reading->file.errors()};
}

}  // namespace waymark::partner
