using System.Collections.Immutable;
using LoanTwin.Domain.Lending;
using LoanTwin.Domain.Metrics;
using LoanTwin.Simulation.Book;

namespace LoanTwin.Simulation.Measures;

/// <summary>
/// What the loans of a book come to for the catalogue of metrics: the daily figures of <see cref="BookKpis"/>, then one pass over Balance,
/// Status, DefaultDay, Score, Dti, Region and the default probabilities of every row, over ValueUnits where the product is secured, and over
/// CreditLimit and Owed of cards. Money in cents. Allocates by product and never by loan; not for two threads at once.
/// </summary>
public sealed class BookFigures
{
    private readonly BookKpis _kpis;

    public BookFigures(int products) => _kpis = new(products);

    /// <summary>The daily figures that the last measurement began with.</summary>
    public BookKpis Kpis => _kpis;

    /// <summary>The part of the figures that the loans alone decide, product by product in the order of the catalogue; the allowance is left to the ledger.</summary>
    /// <param name="outlooks">One a product.</param>
    public ImmutableArray<ProductFigures> Measure(LoanBook book, int day, ReadOnlySpan<ProductOutlook> outlooks)
    {
        _kpis.Measure(book, day);
        var figures = ImmutableArray.CreateBuilder<ProductFigures>(book.Shelves.Length);
        foreach (var shelf in book.Shelves)
        {
            LossGivenEvent.Check(shelf, outlooks[shelf.Place]);
            var tally = new Tally(shelf, day, outlooks[shelf.Place], _kpis);
            tally.AddRows();
            figures.Add(tally.Figures(_kpis.Products[shelf.Place]));
        }

        return figures.MoveToImmutable();
    }

    /// <summary>The running sums of one shelf.</summary>
    private ref struct Tally(Shelf shelf, int day, ProductOutlook outlook, BookKpis kpis)
    {
        private readonly Shelf _shelf = shelf;
        private readonly BookKpis _kpis = kpis;
        private readonly int _day = day;
        private readonly double _valueIndex = outlook.ValueIndex;
        private readonly bool _isCard = shelf.Product.Card is not null;
        private readonly bool _isSecured = shelf.Product.IsSecured;
        private readonly bool _readsValue = shelf.Product.IsSecured || shelf.Product.Loss.ValueShare > 0;
        private readonly LossGivenEvent _lossGivenEvent = new(shelf.Product, outlook);
        private readonly ReadOnlySpan<float> _pd = outlook.Pd12.Span;
        private readonly ReadOnlySpan<long> _balance = shelf.Moving.Balance;
        private readonly ReadOnlySpan<byte> _status = shelf.Moving.Status;
        private readonly ReadOnlySpan<byte> _pending = shelf.Moving.Pending;
        private readonly ReadOnlySpan<byte> _owed = shelf.Moving.Owed;
        private readonly ReadOnlySpan<int> _defaultDay = shelf.Moving.DefaultDay;
        private readonly ReadOnlySpan<short> _score = shelf.Fixed.Score;
        private readonly ReadOnlySpan<float> _dti = shelf.Moving.Dti;
        private readonly ReadOnlySpan<byte> _region = shelf.Fixed.Region;
        private readonly ReadOnlySpan<byte> _anchor = shelf.Fixed.Anchor;
        private readonly ReadOnlySpan<double> _valueUnits = shelf.Fixed.ValueUnits;
        private readonly ReadOnlySpan<long> _limit = shelf.Fixed.CreditLimit;
        private readonly Span<double> _byRegion = new double[ProductFigures.Regions + 1];
        private LossBuckets _buckets;
        private Int128 _scoreWeight;
        private double _dtiWeight;
        private double _ltvWeight;
        private long _secured;
        private long _undrawn;
        private long _largest;
        private double _certain;

        public void AddRows()
        {
            for (var row = 0; row < _shelf.Count; row++)
            {
                if (_status[row] < (byte)PaymentStatus.Default)
                {
                    AddWeights(row);
                    AddLiving(row);
                }
                else if (_pending[row] == (byte)PendingKind.ChargeOff)
                {
                    AddWeights(row);
                    _certain += _lossGivenEvent.OfTerminated(_balance[row], UnitsOf(row));
                }
            }
        }

        public readonly ProductFigures Figures(in KpiFigures kpis) => new()
        {
            Product = _shelf.Product.Key,
            Balance = kpis.Outstanding,
            Active = kpis.Active,
            Balance30 = kpis.Balance30,
            Count30 = kpis.Count30,
            Balance60 = kpis.Balance60,
            Count60 = kpis.Count60,
            Balance90 = kpis.Balance90,
            Count90 = kpis.Count90,
            NonPerforming = kpis.NonPerforming,
            RateWeight = (double)kpis.RateWeight / AnnualRate.One,
            ScoreWeight = (double)_scoreWeight,
            DtiWeight = _dtiWeight,
            LtvWeight = _ltvWeight,
            SecuredBalance = _secured,
            ExpectedLoss = _buckets.Expected,
            CertainLoss = _certain,
            Undrawn = _undrawn,
            LargestLoan = _largest,
            ByRegion = [.. _byRegion],
            Buckets = _buckets.Filled(_shelf.Product.Correlation),
        };

        private void AddWeights(int row)
        {
            var balance = _balance[row];
            _scoreWeight += balance * _score[row];
            _dtiWeight += balance * (double)_dti[row];
            _byRegion[Math.Min(_region[row], (byte)ProductFigures.Regions)] += balance;
            _largest = Math.Max(_largest, balance);
            if (_isSecured && _valueUnits[row] > 0)
            {
                _secured += balance;
                _ltvWeight += balance * (double)balance / (_valueUnits[row] * _valueIndex);
            }
        }

        private void AddLiving(int row)
        {
            var loss = _lossGivenEvent.OfLiving(_balance[row], UnitsOf(row), _balance[row] + (_isCard ? DrawnBeforeDefault(row) : 0));
            if (_defaultDay[row] > 0 && _defaultDay[row] <= _day)
            {
                _certain += loss;
            }
            else
            {
                _buckets.Add(row, _pd.IsEmpty ? 0 : _pd[row], loss);
            }
        }

        private double DrawnBeforeDefault(int row)
        {
            var undrawn = Math.Max(0, _limit[row] - _balance[row]);
            _undrawn += undrawn;
            return _kpis.BandOf(_anchor[row], _owed[row]) < DelinquencyBucket.Days30To59 ? CardTerms.DrawnBeforeDefault * undrawn : 0;
        }

        private readonly double UnitsOf(int row) => _readsValue ? _valueUnits[row] : 0;
    }
}
