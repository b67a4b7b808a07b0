// Where imports are looked through and made to count: watches their instances, reads their parts on a thread
// of its own, sends them what it found, and brings what is published into the book in the very commit that
// says so. Not the receiving of parts (Service::keep_slice), nor any decision: those are the chart's. Owned
// by the composition root; the executor is stopped before it goes.
#pragma once

#include <deque>
#include <map>

#include "workflows/partner/consumption_book.hpp"
#include "workflows/partner/imports/import_reading.hpp"
#include "workflows/partner/imports/partner_directory.hpp"
#include "workflows/partner/imports/record_imports.hpp"
#include "workflows/runtime/ports/executor.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::partner {

/// The part of the program that speaks of slices (Program::takes_slice).
Done takes_part(const runtime::Actor& actor, const runtime::Instance& instance, std::uint32_t number,
                std::string_view bytes);

class ImportDesk {
  public:
    /// Observes the service, which is not open yet.
    ImportDesk(runtime::Service& service, runtime::Bulk& bulk, runtime::Executor& own, ConsumptionBook& book);

    /// Between two attempts to write down what was found, while the disk is full.
    static constexpr std::chrono::seconds retry{1};

    /// Begins no more work, and breaks off what is being done: the next start takes it up. Thread: any.
    void stop() { stopping_ = true; }

    struct Findings {
        std::uint64_t total = 0;
        std::vector<ImportError> errors;  // the first
    };
    /// What is wrong with the import's parts as they stand: those of the last check, or read anew. It takes
    /// as long as a check. Thread: any.
    Findings findings(const runtime::Instance& import);
    [[nodiscard]] const ConsumptionBook& book() const { return book_; }

  private:
    struct Work {
        runtime::InstancePtr import;
        bool publish = false;
    };
    struct Published {
        runtime::Sequence record = 0;
        runtime::InstanceId import;
        std::set<std::chrono::year_month> complete;
        Source source;
    };

    // The writer's thread.
    void take_import(const runtime::Instance& import);
    void adopt(const Published& published);
    void open();

    void begin(Work work);
    void next();
    // The desk's own.
    void perform(const Work& work);
    void check(runtime::InstanceId import);
    void publish(runtime::InstanceId import);
    void bring_in(runtime::InstanceId import, const std::shared_ptr<ImportReading>& reading);
    void check_records(const Work& work);
    void report(runtime::InstanceId import, ImportReading& reading, const ConsumptionBook::Draft& draft);
    void submit(runtime::InstanceId import, const char* event, const states::Value& data);
    /// What was read is kept meanwhile.
    void try_again(runtime::Executor::Task task);
    void finished();
    [[nodiscard]] MeantPartner meant_now() const;
    void keep_findings(runtime::InstanceId import, Findings findings);

    runtime::Service& service_;
    runtime::Bulk& bulk_;
    runtime::Executor& own_;
    ConsumptionBook& book_;
    PartnerDirectory directory_;
    std::atomic<bool> stopping_ = false;
    RecordImports records_;

    std::mutex mutex_;
    std::deque<Work> waiting_;
    bool busy_ = false;
    std::optional<std::pair<runtime::InstanceId, ConsumptionBook::Draft>>
        draft_;                                         // of what is being published
    std::map<runtime::InstanceId, Findings> findings_;  // of the newest few

    bool opened_ = false;  // the writer's thread alone, as what follows
    std::vector<Published> published_;
    std::vector<runtime::InstanceId> discarded_;
};

}  // namespace waymark::partner
