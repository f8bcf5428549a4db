namespace LoanTwin.Simulation.Market;

/// <summary>The few operations on small square matrices that the running model needs; bits depend on no library.</summary>
internal static class Dense
{
    public static double[,] Times(double[,] a, double[,] b)
    {
        var product = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < product.GetLength(0); i++)
        {
            for (var j = 0; j < product.GetLength(1); j++)
            {
                var sum = 0.0;
                for (var k = 0; k < b.GetLength(0); k++)
                {
                    sum += a[i, k] * b[k, j];
                }

                product[i, j] = sum;
            }
        }

        return product;
    }

    public static double[] Times(double[,] a, ReadOnlySpan<double> x)
    {
        var product = new double[a.GetLength(0)];
        for (var i = 0; i < product.Length; i++)
        {
            for (var k = 0; k < x.Length; k++)
            {
                product[i] += a[i, k] * x[k];
            }
        }

        return product;
    }

    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>A square matrix of which every entry is said.</summary>
    public static double[,] Square(int size, Func<int, int, double> entry)
    {
        var square = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                square[row, column] = entry(row, column);
            }
        }

        return square;
    }

    public static double[,] Transposed(double[,] a)
    {
        var turned = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++)
            {
                turned[j, i] = a[i, j];
            }
        }

        return turned;
    }

    /// <summary>a + share x b.</summary>
    public static double[,] Plus(double[,] a, double[,] b, double share = 1)
    {
        var sum = (double[,])a.Clone();
        for (var i = 0; i < sum.GetLength(0); i++)
        {
            for (var j = 0; j < sum.GetLength(1); j++)
            {
                sum[i, j] += share * b[i, j];
            }
        }

        return sum;
    }

    /// <summary>a b a'.</summary>
    public static double[,] Around(double[,] a, double[,] b) => Times(Times(a, b), Transposed(a));

    /// <summary>The rows and columns at some places.</summary>
    public static double[,] Part(double[,] a, int[] rows, int[] columns)
    {
        var part = new double[rows.Length, columns.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                part[i, j] = a[rows[i], columns[j]];
            }
        }

        return part;
    }

    /// <summary>Lower triangle whose product with its own turned self is a, which must be positive definite.</summary>
    public static double[,] Root(double[,] a)
    {
        var n = a.GetLength(0);
        var root = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = a[i, j];
                for (var k = 0; k < j; k++)
                {
                    rest -= root[i, k] * root[j, k];
                }

                root[i, j] = i == j ? Math.Sqrt(rest) : rest / root[j, j];
            }
        }

        return root;
    }

    /// <summary>The inverse of a positive definite matrix, by its root.</summary>
    public static double[,] Inverse(double[,] a)
    {
        var n = a.GetLength(0);
        var root = Root(a);
        var halves = new double[n, n];
        for (var column = 0; column < n; column++)
        {
            for (var i = column; i < n; i++)
            {
                var rest = i == column ? 1.0 : 0;
                for (var k = column; k < i; k++)
                {
                    rest -= root[i, k] * halves[k, column];
                }

                halves[i, column] = rest / root[i, i];
            }
        }

        return Times(Transposed(halves), halves);
    }
}
