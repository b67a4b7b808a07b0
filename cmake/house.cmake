# The rules every target of the house is built by: the language, the warnings, the sanitizers, and one name for folder, target and test.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(WAYMARK_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize takes them")
option(WAYMARK_LTO "link-time optimisation" OFF)
option(WAYMARK_LONG "the tests' time limits allow for their long form (./dev test --long)" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json url)
find_package(CURL 7.88 REQUIRED)
find_package(EXPAT REQUIRED)
find_package(fmt REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(GTest REQUIRED)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(IDN2 REQUIRED IMPORTED_TARGET libidn2)

add_library(house INTERFACE)
target_include_directories(house INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(house INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
                                       -Wsuggest-override -Wno-sign-conversion -Werror -fstack-protector-strong)
target_compile_options(house INTERFACE $<$<NOT:$<CONFIG:Release>>:-Wno-maybe-uninitialized>)  # g++ 12 needs its optimiser for it
target_compile_definitions(house INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_BEAST_USE_STD_STRING_VIEW)
target_link_libraries(house INTERFACE Threads::Threads)
if(WAYMARK_SANITIZE)
  target_compile_options(house INTERFACE -fsanitize=${WAYMARK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
                                         -fno-sanitize=null,alignment)  # a fifth of the build; what a null is used for, address finds
  if(WAYMARK_SANITIZE MATCHES thread)  # which knows no fences: Asio's locks order what its fences would
    target_compile_definitions(house INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
  target_link_options(house INTERFACE -fsanitize=${WAYMARK_SANITIZE})
endif()
if(WAYMARK_LTO)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

# What is shipped is hardened: checked string functions, position-independent, no writable relocations.
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
target_compile_options(house INTERFACE $<$<CONFIG:Release>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-clash-protection -fcf-protection>)
target_link_options(house INTERFACE $<$<CONFIG:Release>:-Wl,-z,relro,-z,now,-z,noexecstack>)

# waymark_library(NAME [LIBRARIES …])  every .cpp of this folder but main.cpp (not of those below it), linked to what it may use.
function(waymark_library name)
  cmake_parse_arguments(ARG "" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC house ${ARG_LIBRARIES})
  else()  # headers only
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE house ${ARG_LIBRARIES})
  endif()
endfunction()

# ./dev test runs each test once: those with the label "unit" under the sanitizers, the others with the optimised program.
add_custom_target(unit_tests)
add_custom_target(other_tests)

# waymark_test(NAME [LIBRARIES …] [LABELS …] [TIMEOUT s])  every .cpp of this folder as one test program and one ctest entry.
# NAME is the folder's path below tests/ with _ for /, so that it is unique: tests/workflows/runtime → workflows_runtime.
# TIMEOUT is for the optimised build on two cores; sanitizers and the long form get more by themselves.
function(waymark_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LIBRARIES;LABELS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "*.cpp")
  if(NOT sources)
    message(STATUS "${name}: no tests yet")
    return()
  endif()
  add_executable(${name}_test ${sources})
  target_link_libraries(${name}_test PRIVATE house ${ARG_LIBRARIES} GTest::gmock GTest::gtest_main)
  target_compile_options(${name}_test PRIVATE $<$<NOT:$<CONFIG:Release>>:-O0>)  # a third less to compile, and little more to run
  target_compile_definitions(${name}_test PRIVATE PROJECT_DIR="${PROJECT_SOURCE_DIR}" WAYMARK_BINARY="${PROJECT_BINARY_DIR}/waymark")
  add_test(NAME ${name} COMMAND ${name}_test --gtest_brief=1)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set(cost ${ARG_TIMEOUT})
  if(WAYMARK_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")
  endif()
  if(WAYMARK_LONG)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 30")
  endif()
  # COST: what takes longest starts first.
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} COST ${cost})
  if("unit" IN_LIST ARG_LABELS)
    add_dependencies(unit_tests ${name}_test)
  else()
    add_dependencies(other_tests ${name}_test waymark)
  endif()
endfunction()
